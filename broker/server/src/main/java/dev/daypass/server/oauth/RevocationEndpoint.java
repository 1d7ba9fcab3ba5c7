package dev.daypass.server.oauth;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.grant.ClientTokens;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.core.snapshot.Snapshot;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Body;
import dev.daypass.server.http.Endpoint;
import dev.daypass.server.http.Form;
import dev.daypass.server.http.JsonText;
import dev.daypass.server.http.Request;
import dev.daypass.server.http.Route;
import java.util.function.Supplier;

/** Ends a client's own token (RFC 7009). Whatever the token was, the answer is the same. */
public final class RevocationEndpoint implements Endpoint {
    private final Core core;
    private final TerminalGrants.Core terminals;
    private final OAuthProtocol protocol;
    private final Supplier<Snapshot> snapshots;

    /** What stands behind it. */
    public record Core(ClientAuthenticator clients, ClientTokens tokens) {}

    /**
     * @param terminals behind logins of programs in terminals
     * @param snapshots the configuration in force, read once a request
     */
    public RevocationEndpoint(
            Core core, TerminalGrants.Core terminals, OAuthProtocol protocol, Supplier<Snapshot> snapshots) {
        this.core = core;
        this.terminals = terminals;
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
        return audited(ClientForm.read(request), "-", context)
                .then(form ->
                        TerminalGrants.isFrom(form) ? ofLogin(request, form, context) : of(request, form, context))
                .fold(answer -> answer, refusal -> protocol.refusal(refusal, origin.correlationId()));
    }

    private Outcome<Answer> of(Request request, Form form, RequestContext context) {
        return core.clients()
                .authenticate(request, form, context)
                .then(client -> audited(ClientForm.token(form), client.clientId(), context)
                        .then(token -> core.tokens().revoke(client, token, context)))
                .map(client -> Answer.ok(JsonText.CONTENT_TYPE, Body.none()));
    }

    /** What never comes to a token is told to the audit here. */
    private <T> Outcome<T> audited(Outcome<T> outcome, String client, RequestContext context) {
        outcome.refusal().ifPresent(why -> terminals
                .audit()
                .append(context.facts().put("client", client).refused(AuditEvent.Kind.CLIENT_GRANT, why)));
        return outcome;
    }

    /** A login ends with either of its tokens. */
    private Outcome<Answer> ofLogin(Request request, Form form, RequestContext context) {
        return TerminalGrants.client(terminals, request, form, context)
                .then(client -> audited(ClientForm.token(form), client.key(), context)
                        .map(token -> terminals.logins().revoke(Secret.of(token), client, context)))
                .map(ended -> Answer.ok(JsonText.CONTENT_TYPE, Body.none()));
    }
}
