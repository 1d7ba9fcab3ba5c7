package dev.daypass.server.admin;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.core.snapshot.Snapshot;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Endpoint;
import dev.daypass.server.http.JsonProtocol;
import dev.daypass.server.http.Request;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Lets the holder of the admin token through (RFC 6750 section 2.1), and nobody where none is configured. */
final class AdminGate {
    private static final String SCHEME = "Bearer ";

    private final Optional<Secret> token;
    private final AuditSink audit;
    private final JsonProtocol protocol;
    private final Supplier<Snapshot> snapshots;

    AdminGate(Optional<Secret> token, AuditSink audit, JsonProtocol protocol, Supplier<Snapshot> snapshots) {
        this.token = token;
        this.audit = audit;
        this.protocol = protocol;
        this.snapshots = snapshots;
    }

    /** An endpoint that only the admin reaches. */
    Endpoint guard(BiFunction<Request, RequestContext, Outcome<Object>> operation) {
        return request -> {
            Request.Origin origin = request.origin();
            var context =
                    new RequestContext(origin.correlationId(), origin.client(), origin.instant(), snapshots.get());
            Outcome<Object> outcome = admit(request, context).then(admin -> operation.apply(admin, context));
            return outcome.fold(
                    protocol::granted, refusal -> challenged(protocol.refusal(refusal, origin.correlationId())));
        };
    }

    private static Answer challenged(Answer refused) {
        return refused.status() == 401 ? refused.with("WWW-Authenticate", "Bearer realm=\"daypass\"") : refused;
    }

    private Outcome<Request> admit(Request request, RequestContext context) {
        Optional<String> presented = request.headers()
                .only("authorization")
                .filter(text -> text.startsWith(SCHEME))
                .map(text -> text.substring(SCHEME.length()));
        boolean admitted = token.isPresent()
                && presented.filter(text -> token.get().matches(text)).isPresent();
        if (admitted) {
            return Outcome.granted(request);
        }
        var refusal = new Refusal(
                Reason.ADMIN_NOT_ALLOWED,
                "the admin API wants its bearer token",
                token.isEmpty() ? "no admin token is configured" : "the admin token is absent or wrong");
        audit.append(context.facts()
                .put("request", request.target().method() + " admin API")
                .refused(AuditEvent.Kind.REQUEST_AUTHENTICATION, refusal));
        return Outcome.refused(refusal);
    }
}
