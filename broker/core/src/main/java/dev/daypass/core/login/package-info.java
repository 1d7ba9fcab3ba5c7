/**
 * Signing in with a browser: what is under way, what has come of it, and what a person may do with it.
 *
 * <p>The way through: {@link dev.daypass.core.login.PendingLogins} begins a login and seals it into a cookie; the port
 * {@link dev.daypass.core.login.LoginStart} sends the browser to the identity provider; the answer finds its login again,
 * once, and in the same browser only. {@code signin} makes an identity of the proof (an OpenID provider's code becomes
 * one behind the port {@link dev.daypass.core.login.CodeRedeemer}), and {@link dev.daypass.core.login.BrowserSessions}
 * begins a session of it, over the port {@link dev.daypass.core.login.BrowserSessionStore}. {@link
 * dev.daypass.core.login.RoleOffers} tells which roles it leads to, {@link dev.daypass.core.login.RoleTaking} takes one
 * ({@link dev.daypass.core.login.KnownAnew} asks a directory again before that),
 * {@link dev.daypass.core.login.TakenRoles} remembers what was taken, over the port {@link
 * dev.daypass.core.login.TakenRoleStore}, {@link dev.daypass.core.login.OwnSessions} lists and ends what a person holds. {@link dev.daypass.core.login.Csrf} marks
 * forms as ours.
 *
 * <p>The way out: what ends here ends first. Then the port {@link dev.daypass.core.login.LogoutStart} sends the browser to
 * the identity provider, and {@link dev.daypass.core.login.PendingLogouts} knows the answer again. Where the provider
 * begins, {@link dev.daypass.core.login.BrowserSessions#endSignedOut} ends what it names, and keeps out what it vouched for
 * before; {@link
 * dev.daypass.core.login.OpenIdLogouts} hears OpenID providers, behind the port {@link
 * dev.daypass.core.login.LogoutTokens}, and {@link dev.daypass.core.login.UpstreamLogouts} SAML providers, behind the port
 * {@link dev.daypass.core.login.LogoutMessages}.
 *
 * <p>The way on, to sites behind a proxy: {@link dev.daypass.core.login.SitePassages} seals where a browser came from and what
 * lets it in, {@link dev.daypass.core.login.SiteRoles} knows which session it has there already.
 *
 * <p>SAML Profiles 4.1 and 4.4, OpenID Connect Core 3.1, Back-Channel and Front-Channel Logout 1.0, RFC 7636, RFC 9700
 * section 4.7, RFC 6265bis. Next door: {@code exchange}
 * takes roles, {@code session} keeps role sessions; cookies and pages are the server's.
 */
@NullMarked
package dev.daypass.core.login;

import org.jspecify.annotations.NullMarked;
