/**
 * An honest SAML identity provider and its evil twins (catalogue S01 to S79).
 *
 * <p>{@link dev.daypass.testkit.saml.HonestIdentityProvider} makes metadata and Responses with the JDK's own XML signing,
 * never with the product's code. {@link dev.daypass.testkit.saml.SamlAttacks} names the attacks: each says which honest
 * Response it starts from, how it changes it, and the reason with which it must be refused.
 */
@NullMarked
package dev.daypass.testkit.saml;

import org.jspecify.annotations.NullMarked;
