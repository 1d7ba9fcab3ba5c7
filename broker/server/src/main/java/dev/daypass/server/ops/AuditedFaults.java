package dev.daypass.server.ops;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.core.snapshot.Snapshot;
import dev.daypass.server.http.FaultLedger;
import dev.daypass.server.http.HttpFault;
import dev.daypass.server.http.Request;
import java.util.function.Supplier;

/** Audits requests that are refused at an entrance before an endpoint sees them: one entry each, like any refusal. */
public final class AuditedFaults implements FaultLedger {
    private final AuditSink audit;
    private final Supplier<Snapshot> snapshots;

    /**
     * @param snapshots the configuration in force
     */
    public AuditedFaults(AuditSink audit, Supplier<Snapshot> snapshots) {
        this.audit = audit;
        this.snapshots = snapshots;
    }

    @Override
    public void refused(HttpFault fault, String entrance, Request.Origin origin) {
        var context = new RequestContext(origin.correlationId(), origin.client(), origin.instant(), snapshots.get());
        var refusal = new Refusal(reason(fault), fault.sentence(), "HTTP " + fault.status() + " " + fault.code());
        audit.append(context.facts().put("request", entrance).refused(AuditEvent.Kind.REQUEST_AUTHENTICATION, refusal));
    }

    private static Reason reason(HttpFault fault) {
        return switch (fault) {
            case BAD_REQUEST,
                    NOT_FOUND,
                    METHOD_NOT_ALLOWED,
                    REQUEST_TIMEOUT,
                    UNSUPPORTED_MEDIA_TYPE,
                    EXPECTATION_FAILED -> Reason.REQUEST_MALFORMED;
            case BODY_TOO_LARGE, HEADER_TOO_LARGE -> Reason.LIMIT_EXCEEDED;
            case THROTTLED -> Reason.THROTTLED;
            case INTERNAL, UNAVAILABLE -> Reason.UNAVAILABLE;
        };
    }
}
