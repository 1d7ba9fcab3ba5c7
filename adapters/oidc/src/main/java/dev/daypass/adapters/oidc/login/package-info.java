/**
 * Signing people in at OpenID providers: sending them there, and turning the code they bring back into an ID token.
 *
 * <p>Way through it: {@link dev.daypass.adapters.oidc.login.OpenIdLogin} asks {@code keys} for the provider's endpoints,
 * {@code AuthorizationRequest} says what is asked for, {@code ClientAuthentication} proves who asks, {@code BackChannel} is
 * the only class that does I/O, {@code TokenAnswer} and {@code Userinfo} read what came. The ID token is believed by
 * nobody here; the adapter's {@code PresentedToken} verifies it, what came beside it included. {@link
 * dev.daypass.adapters.oidc.login.OpenIdLogout} sends people there to sign out.
 *
 * <p>Specifications: OpenID Connect Core 3.1 and 5.3, RFC 7636 (PKCE), RFC 9126 (PAR), RFC 9207 (who answered), RFC 7523
 * and its revision (private_key_jwt), RFC 9700, OpenID
 * Connect RP-Initiated Logout 1.0.
 */
@NullMarked
package dev.daypass.adapters.oidc.login;

import org.jspecify.annotations.NullMarked;
