package dev.daypass.adapters.oidc.login;

import dev.daypass.adapters.oidc.keys.KeyDirectory;
import dev.daypass.adapters.oidc.keys.OpenIdEndpoints;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.login.BrowserSession;
import dev.daypass.core.login.Departure;
import dev.daypass.core.login.LogoutStart;
import dev.daypass.core.login.PendingLogout;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.provider.TokenSettings;
import dev.daypass.core.snapshot.RequestContext;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sends people who signed out here to be signed out at their OpenID provider (OpenID Connect RP-Initiated Logout 1.0).
 *
 * <p>We name ourselves by {@code client_id} and send no {@code id_token_hint}: it would have us keep everybody's ID token
 * for as long as they are signed in, and put a signed statement about them into an address, which logs and histories keep.
 * A provider that wants to be sure asks the person. Safe for several threads.
 */
public final class OpenIdLogout implements LogoutStart {
    private static final int LONGEST_HINT = 256;

    private final KeyDirectory keys;

    /**
     * @param keys knows the providers' endpoints
     */
    public OpenIdLogout(KeyDirectory keys) {
        this.keys = keys;
    }

    @Override
    public Optional<Departure> depart(
            Provider provider, BrowserSession session, PendingLogout pending, RequestContext request) {
        if (!(provider.settings() instanceof TokenSettings settings)) {
            return Optional.empty();
        }
        String back = request.snapshot().issuer() + "/oidc/" + provider.id().name() + "/logged-out";
        return settings.client().flatMap(client -> keys.endpoints(settings)
                .value()
                .flatMap(OpenIdEndpoints::endSession)
                .map(endpoint -> leaving(endpoint, asked(client, session, pending, back))));
    }

    private static Departure leaving(URI endpoint, Map<String, String> query) {
        return new Departure.Redirect(FormText.with(endpoint, query));
    }

    private static Map<String, String> asked(
            TokenSettings.Client client, BrowserSession session, PendingLogout pending, String back) {
        var query = new LinkedHashMap<String, String>();
        query.put("client_id", client.id());
        query.put("post_logout_redirect_uri", back);
        query.put("state", pending.id());
        hint(session.identity()).ifPresent(hint -> query.put("logout_hint", hint));
        return query;
    }

    /** What the provider gave for this purpose, as Entra ID does, or else its own name for the person. */
    private static Optional<String> hint(Identity identity) {
        List<String> given = identity.attributes().texts("login_hint");
        String hint = given.size() == 1 ? given.get(0) : identity.subject().value();
        return Optional.of(hint).filter(text -> !text.isEmpty() && text.length() <= LONGEST_HINT);
    }
}
