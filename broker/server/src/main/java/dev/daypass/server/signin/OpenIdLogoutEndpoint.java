package dev.daypass.server.signin;

import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.login.OpenIdLogouts;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.provider.TokenSettings;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.core.snapshot.Snapshot;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Body;
import dev.daypass.server.http.Form;
import dev.daypass.server.http.JsonText;
import dev.daypass.server.http.Protocol;
import dev.daypass.server.http.ReasonStatus;
import dev.daypass.server.http.Request;
import dev.daypass.server.http.Route;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where OpenID providers tell that somebody has signed out there.
 *
 * <p>{@code POST /oidc/{provider}/backchannel-logout}: the provider itself, with a logout token (OpenID Connect
 * Back-Channel Logout 1.0 section 2.5). Nothing is believed but the token.
 *
 * <p>{@code GET /oidc/{provider}/frontchannel-logout?iss=&sid=}: the person's browser, in a frame on the provider's page
 * (OpenID Connect Front-Channel Logout 1.0 section 3). Cookies of ours do not come along into another site's frame in
 * most browsers, so the session is found by {@code sid} and not by cookie. The price: nothing proves who asks. Whoever
 * knows a {@code sid} can end that one session, and every other application of the provider knows it; nobody can sign in, learn
 * whether a {@code sid} is somebody's (the page is the same), or end more. So a provider may do it only where its settings
 * say {@code frontChannelLogout}; prefer the back channel.
 */
public final class OpenIdLogoutEndpoint {
    private static final int MOST_PARAMETERS = 16;
    private static final int BAD_REQUEST = 400;
    private static final String PAGE = "<!doctype html><html lang=\"en\"><title>Signed out</title></html>";

    private final OpenIdLogouts logout;
    private final JsonText json;
    private final Protocol protocol;
    private final Supplier<Snapshot> snapshots;

    /**
     * @param protocol tells faults to providers
     * @param snapshots the configuration in force, read once a request
     */
    public OpenIdLogoutEndpoint(OpenIdLogouts logout, JsonText json, Protocol protocol, Supplier<Snapshot> snapshots) {
        this.logout = logout;
        this.json = json;
        this.protocol = protocol;
        this.snapshots = snapshots;
    }

    public List<Route> routes() {
        return List.of(
                new Route(
                        "POST",
                        "/oidc/{provider}/backchannel-logout",
                        protocol,
                        Route.Size.PROOF,
                        Route.Access.GUARDED,
                        this::back),
                new Route(
                        "GET",
                        "/oidc/{provider}/frontchannel-logout",
                        protocol,
                        Route.Size.NONE,
                        Route.Access.GUARDED,
                        this::front));
    }

    private RequestContext context(Request request) {
        Request.Origin origin = request.origin();
        return new RequestContext(origin.correlationId(), origin.client(), origin.instant(), snapshots.get());
    }

    private static ProviderId provider(Request request) {
        return new ProviderId(request.variable("provider"));
    }

    private Answer back(Request request) {
        RequestContext context = context(request);
        Outcome<Secret> token = PostedForm.read(request)
                .then(form -> parameter(form, "logout_token"))
                .map(Secret::of);
        return logout.untold(token, provider(request), context)
                .then(given -> logout.told(provider(request), given, context))
                .fold(ended -> Answer.ok(JsonText.CONTENT_TYPE, Body.none()), refusal -> error(refusal, request));
    }

    /** Section 2.8: whatever fails is a bad request; the body may say why. */
    private Answer error(Refusal refusal, Request request) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("error", "invalid_request");
        error.put("error_description", refusal.publicMessage());
        error.put("correlation_id", request.origin().correlationId());
        var mark = new Answer.Mark(refusal.reason().name(), Answer.Attempt.of(refusal.reason()));
        return Answer.refused(BAD_REQUEST, JsonText.CONTENT_TYPE, json.write(error), mark);
    }

    private Answer front(Request request) {
        RequestContext context = context(request);
        Outcome<Named> named = Form.read(request.target().query(), MOST_PARAMETERS)
                .then(query -> parameter(query, "iss")
                        .then(issuer -> parameter(query, "sid").map(session -> new Named(issuer, session))));
        return logout.untold(named, provider(request), context)
                .then(said -> logout.hinted(provider(request), said.issuer(), said.session(), context))
                .fold(
                        ended -> page(200, new Answer.Mark("granted", Answer.Attempt.HARMLESS), request, context),
                        refusal -> page(status(refusal), mark(refusal), request, context));
    }

    /** What the query names. */
    private record Named(String issuer, String session) {}

    /** A session that is over already is no failure, and nobody is to learn which ones live. */
    private static int status(Refusal refusal) {
        return refusal.reason() == Reason.NOT_SIGNED_IN ? 200 : ReasonStatus.of(refusal.reason());
    }

    private static Answer.Mark mark(Refusal refusal) {
        return new Answer.Mark(refusal.reason().name(), Answer.Attempt.of(refusal.reason()));
    }

    /**
     * An empty page that the provider alone may frame. Browsers that know {@code frame-ancestors} leave {@code
     * X-Frame-Options} aside (CSP Level 3 section 6.4.2).
     */
    private static Answer page(int status, Answer.Mark mark, Request request, RequestContext context) {
        String framing = context.snapshot()
                .provider(provider(request))
                .flatMap(OpenIdLogoutEndpoint::origin)
                .orElse("'none'");
        return new Answer(status, "text/html;charset=utf-8", Body.of(PAGE), Map.of(), mark)
                .with("Content-Security-Policy", "default-src 'none'; frame-ancestors " + framing);
    }

    private static Optional<String> origin(Provider provider) {
        if (!(provider.settings() instanceof TokenSettings settings)) {
            return Optional.empty();
        }
        try {
            URI issuer = URI.create(settings.issuer());
            String port = issuer.getPort() < 0 ? "" : ":" + issuer.getPort();
            return Optional.ofNullable(issuer.getHost()).map(host -> issuer.getScheme() + "://" + host + port);
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    private static Outcome<String> parameter(Form form, String name) {
        return form.get(name)
                .filter(value -> !value.isEmpty())
                .map(Outcome::granted)
                .orElseGet(() -> Outcome.refused(
                        Reason.PARAMETER_MISSING, "`" + name + "` is missing", "no parameter `" + name + "`"));
    }
}
