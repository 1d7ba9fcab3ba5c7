package dev.daypass.server.oauth;

import dev.daypass.core.grant.ClientTokens;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.core.snapshot.Snapshot;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Body;
import dev.daypass.server.http.Endpoint;
import dev.daypass.server.http.JsonText;
import dev.daypass.server.http.Request;
import dev.daypass.server.http.Route;
import java.util.function.Supplier;

/** Ends a client's own token (RFC 7009). Whatever the token was, the answer is the same. */
public final class RevocationEndpoint implements Endpoint {
    private final Core core;
    private final OAuthProtocol protocol;
    private final Supplier<Snapshot> snapshots;

    /** What stands behind it. */
    public record Core(ClientAuthenticator clients, ClientTokens tokens) {}

    /**
     * @param snapshots the configuration in force, read once a request
     */
    public RevocationEndpoint(Core core, OAuthProtocol protocol, Supplier<Snapshot> snapshots) {
        this.core = core;
        this.protocol = protocol;
        this.snapshots = snapshots;
    }

    public Route route() {
        return new Route("POST", "/oauth/revoke", protocol, Route.Size.PROOF, Route.Access.GUARDED, this);
    }

    @Override
    public Answer answer(Request request) {
        Request.Origin origin = request.origin();
        var context = new RequestContext(origin.correlationId(), origin.client(), origin.instant(), snapshots.get());
        return ClientForm.read(request)
                .then(form -> core.clients()
                        .authenticate(request, form, context)
                        .then(client -> ClientForm.token(form)
                                .then(token -> core.tokens().revoke(client, token, context)))
                        .map(client -> Answer.ok(JsonText.CONTENT_TYPE, Body.none())))
                .fold(answer -> answer, refusal -> protocol.refusal(refusal, origin.correlationId()));
    }
}
