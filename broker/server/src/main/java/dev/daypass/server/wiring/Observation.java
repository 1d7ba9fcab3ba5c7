package dev.daypass.server.wiring;

import dev.daypass.core.audit.AuditSink;
import dev.daypass.server.ops.CountingAudit;
import dev.daypass.server.ops.Meters;

/** Who watches: the audit, which is durable and counted, and the metrics. */
record Observation(AuditSink audit, Meters meters) {
    static Observation of(AuditSink journal, Providers providers, CurrentSnapshot current) {
        var meters = new Meters(providers::expiries);
        return new Observation(new CountingAudit(journal, meters, current), meters);
    }
}
