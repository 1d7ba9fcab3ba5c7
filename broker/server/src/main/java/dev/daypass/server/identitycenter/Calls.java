package dev.daypass.server.identitycenter;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.core.snapshot.Snapshot;
import dev.daypass.core.terminal.TerminalClient;
import dev.daypass.core.terminal.TerminalClients;
import dev.daypass.server.http.JsonBody;
import dev.daypass.server.http.Request;
import java.util.Optional;
import java.util.function.Supplier;

/** What all calls do alike: their context, their client, their refusals in the audit. */
final class Calls {
    private final Supplier<Snapshot> snapshots;
    private final AuditSink audit;

    Calls(Supplier<Snapshot> snapshots, AuditSink audit) {
        this.snapshots = snapshots;
        this.audit = audit;
    }

    /** The request as the core sees it; made once for each. */
    RequestContext context(Request request) {
        Request.Origin origin = request.origin();
        return new RequestContext(origin.correlationId(), origin.client(), origin.instant(), snapshots.get());
    }

    /** Has the audit told of a refusal that no use case has seen. */
    <T> Outcome<T> audited(Outcome<T> outcome, AuditEvent.Kind kind, RequestContext context) {
        outcome.refusal()
                .ifPresent(why -> audit.append(
                        context.facts().put("request", "IDENTITY_CENTER").refused(kind, why)));
        return outcome;
    }

    /** The client that a body names and whose secret it shows; refused and audited otherwise. */
    Outcome<TerminalClient> client(JsonBody body, TerminalClients clients, RequestContext context) {
        return audited(
                body.text("clientId").then(id -> body.optionalText("clientSecret")
                        .then(secret -> registered(id, secret.map(Secret::of), clients, context))),
                AuditEvent.Kind.CLIENT_AUTHENTICATION,
                context);
    }

    /** Whoever calls here has registered: the client that needs no secret has doors of its own. */
    private static Outcome<TerminalClient> registered(
            String id, Optional<Secret> secret, TerminalClients clients, RequestContext context) {
        return clients.authenticate(id, secret, context.instant())
                .then(client -> client.isSelfNamed()
                        ? Outcome.granted(client)
                        : Outcome.refused(
                                Reason.CLIENT_UNKNOWN,
                                "This client is not known, or its registration is over",
                                "O20: the built-in client does not call here"));
    }
}
