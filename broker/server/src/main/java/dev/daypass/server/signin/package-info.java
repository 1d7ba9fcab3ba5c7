/**
 * What identity providers and browsers meet when somebody signs in.
 *
 * <p>{@link dev.daypass.server.signin.SignInEndpoints} mounts the ways in for browsers. A login begins and leaves a sealed
 * cookie; the browser goes to the identity provider (or fills a form); the answer finds its login again; the core signs
 * in with the proof and begins a browser session; the browser goes on to where it was going. {@link
 * dev.daypass.server.signin.Browsers} tells every other page who is signed in and whether a form is one of ours; pages are
 * written behind the port {@link dev.daypass.server.signin.SignInPages}.
 *
 * <p>Signing out ends what is here, then sends the browser on to be signed out there ({@code SigningOut}), by the port
 * {@link dev.daypass.core.login.LogoutStart} of the provider's kind. {@code SamlLogoutEndpoint} takes SAML's answers, and
 * signs out whom a provider says it has signed out.
 *
 * <p>{@link dev.daypass.server.signin.SamlMetadataEndpoint} tells a SAML identity provider who we are; the document is
 * written behind the port {@link dev.daypass.server.signin.ServiceProviderMetadata}, since only an adapter speaks SAML.
 *
 * <p>{@link dev.daypass.server.signin.KerberosEndpoint} takes the Kerberos tickets of signed-in workstations: {@code
 * NegotiateHeader} reads the header, the STS gives the role, and {@code Introduction} tells people who they are and what
 * they may take.
 *
 * <p>SAML Profiles 4.1, OpenID Connect Core 3.1, RFC 9700 section 4.7, RFC 6265bis, RFC 4559, SAML Metadata 2.4.4 and
 * 4.1. Next door: {@code core.login} decides, {@code portal} shows, {@code http} carries the routes and lets long headers
 * in below {@code /kerberos/}, {@code sts} takes Responses, passwords and tickets from programs.
 */
@NullMarked
package dev.daypass.server.signin;

import org.jspecify.annotations.NullMarked;
