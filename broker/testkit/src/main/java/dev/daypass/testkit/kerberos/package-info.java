/**
 * Kerberos as a realm's key centre and a signed-in workstation speak it (RFC 4120), honest and forged.
 *
 * <p>{@link dev.daypass.testkit.kerberos.ServiceKey} is what a keytab holds, {@link
 * dev.daypass.testkit.kerberos.TicketDraft} a ticket and the request around it before they are sealed; its {@code with…}
 * methods change one thing each. {@code Aes} seals (RFC 3961, RFC 3962), {@code DerText} writes. No key centre runs, and
 * nothing here uses the product's own reader or the platform's Kerberos.
 */
@NullMarked
package dev.daypass.testkit.kerberos;

import org.jspecify.annotations.NullMarked;
