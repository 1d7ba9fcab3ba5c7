/**
 * Single logout, both ways (SAML Core 3.7, Profiles 4.4, Bindings 3.4 and 3.5; catalogue S83).
 *
 * <p>Out: {@link dev.daypass.adapters.saml.logout.LogoutRequest} and {@link
 * dev.daypass.adapters.saml.logout.LogoutResponse} are written here, signed and carried by {@code request}'s bindings.
 *
 * <p>In: {@code Unwrapping} takes a message out of query or form, {@code LogoutReader} gates its structure, {@link
 * dev.daypass.adapters.saml.logout.LogoutVerifier} believes it once signature, sender, addressee and times hold. There is
 * one parse, by the parser of {@code xml}; signatures are checked by {@code signature}, where those of a query cover the
 * octets as they were sent.
 */
@NullMarked
package dev.daypass.adapters.saml.logout;

import org.jspecify.annotations.NullMarked;
