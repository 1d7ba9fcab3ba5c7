/**
 * Kerberos tickets of signed-in workstations (RFC 4120, RFC 4121, RFC 4178, RFC 4559).
 *
 * <p>The way through: {@link dev.daypass.adapters.directory.kerberos.TicketReader} has {@code NegotiateTokens} take the
 * token apart within limits, before anything of the platform sees it. {@code PresentedTicket} looks whether the ticket is
 * for us and well sealed, has {@code TicketAcceptor} open it with the key of the keytab (the platform's GSS-API, RFC
 * 5653), judges the name in it by {@code ClientName}, and asks {@link
 * dev.daypass.adapters.directory.ldap.People} who that is.
 *
 * <p>Nothing is configured for the whole process: no system property, no {@code krb5.conf}, no login configuration. What a
 * ticket says of groups (MS-PAC) is not read, since the directory tells it more truly; delegated credentials are never
 * asked for. That a ticket is shown once only is seen to by sign-in; what the platform remembers of tickets is not relied
 * on. Next door: {@code ldap} finds and reads the person.
 */
@NullMarked
package dev.daypass.adapters.directory.kerberos;

import org.jspecify.annotations.NullMarked;
