package dev.daypass.server.oauth;

import dev.daypass.core.application.Application;
import dev.daypass.core.grant.ClientTokens;
import dev.daypass.core.keys.Jws;
import dev.daypass.core.keys.TokenType;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.session.Possession;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.core.snapshot.Snapshot;
import dev.daypass.core.token.Claims;
import dev.daypass.core.token.VerifiedAccessToken;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Body;
import dev.daypass.server.http.Endpoint;
import dev.daypass.server.http.JsonText;
import dev.daypass.server.http.Request;
import dev.daypass.server.http.Route;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Tells a client what a token is worth now (RFC 7662), signed where it asks for that (RFC 9701). */
public final class IntrospectionEndpoint implements Endpoint {
    private static final String SIGNED = "application/token-introspection+jwt";

    private final Core core;
    private final OAuthProtocol protocol;
    private final JsonText json;
    private final Supplier<Snapshot> snapshots;

    /** What stands behind it. */
    public record Core(ClientAuthenticator clients, ClientTokens tokens, Jws jws) {}

    /**
     * @param snapshots the configuration in force, read once a request
     */
    public IntrospectionEndpoint(Core core, OAuthProtocol protocol, JsonText json, Supplier<Snapshot> snapshots) {
        this.core = core;
        this.protocol = protocol;
        this.json = json;
        this.snapshots = snapshots;
    }

    public Route route() {
        return new Route("POST", "/oauth/introspect", protocol, Route.Size.PROOF, Route.Access.GUARDED, this);
    }

    @Override
    public Answer answer(Request request) {
        Request.Origin origin = request.origin();
        var context = new RequestContext(origin.correlationId(), origin.client(), origin.instant(), snapshots.get());
        return ClientForm.read(request)
                .then(form -> core.clients()
                        .authenticate(request, form, context)
                        .then(IntrospectionEndpoint::proven)
                        .then(client -> ClientForm.token(form)
                                .map(token -> answer(request, client, worth(client, token, context), context))))
                .fold(answer -> answer, refusal -> protocol.refusal(refusal, origin.correlationId()));
    }

    /** RFC 7662 section 2.1: whoever asks must be known, or tokens could be tried out. */
    private static Outcome<Application> proven(Application client) {
        return client.isPublic()
                ? Outcome.refused(
                        Reason.CLIENT_AUTHENTICATION_FAILED,
                        "Client authentication failed",
                        "O20: a public client cannot introspect")
                : Outcome.granted(client);
    }

    private Map<String, Object> worth(Application client, String token, RequestContext context) {
        return core.tokens()
                .look(client, token, context)
                .map(IntrospectionEndpoint::active)
                .orElseGet(() -> Map.of("active", false));
    }

    private static Map<String, Object> active(VerifiedAccessToken token) {
        Map<String, Object> active = new LinkedHashMap<>();
        active.put("active", true);
        active.put("token_type", Possession.boundTo(token.session()).dpopKey().isPresent() ? "DPoP" : "Bearer");
        active.putAll(token.claims().without("rvk", "rvk_iat").members());
        return active;
    }

    private Answer answer(Request request, Application client, Map<String, Object> worth, RequestContext context) {
        boolean signed = request.headers().all("accept").stream()
                .anyMatch(type -> type.strip().equals(SIGNED));
        return signed
                ? Answer.ok(SIGNED, Body.of(signed(client, worth, context)))
                : Answer.ok(JsonText.CONTENT_TYPE, json.write(worth));
    }

    private String signed(Application client, Map<String, Object> worth, RequestContext context) {
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", context.snapshot().issuer());
        claims.put("aud", client.clientId());
        claims.put("iat", context.instant().getEpochSecond());
        claims.put("token_introspection", worth);
        return core.jws()
                .sign(
                        TokenType.INTROSPECTION,
                        client.tokens().algorithm(),
                        Claims.of(claims).text(),
                        context.instant());
    }
}
