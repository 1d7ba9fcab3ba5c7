package dev.daypass.core.login;

import dev.daypass.core.provider.Provider;
import dev.daypass.core.snapshot.RequestContext;
import java.util.Optional;

/**
 * Port: sends a browser to the identity provider to be signed out there too, when it is signed out here already. An adapter
 * for each protocol implements it (SAML Profiles 4.4; OpenID Connect RP-Initiated Logout 1.0); the server's sign-out calls
 * the one of the provider's kind, with enabled providers only.
 *
 * <p>A protocol joins by three things: an implementation under its kind in the wiring's map of these ({@code Providers.logouts}); an endpoint that the
 * provider sends the browser back to, which gives the {@code RelayState} or {@code state} to {@link
 * PendingLogouts#complete}; and the page that tells how it went.
 *
 * <p>Safe for several threads. Nothing here may keep a person from signing out: whatever cannot be had now is empty, never
 * an exception.
 */
@FunctionalInterface
public interface LogoutStart {
    /**
     * Makes the request to the identity provider; empty if it knows no logout or cannot be asked now.
     *
     * @param session what was signed out here
     * @param pending what the answer will be held against; its id goes as {@code RelayState} or {@code state}
     */
    Optional<Departure> depart(
            Provider provider, BrowserSession session, PendingLogout pending, RequestContext request);
}
