package dev.daypass.core.grant;

import dev.daypass.core.application.Application;
import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.outcome.Outcome;

/** Writes down what was refused to a client. Safe for several threads. */
final class GrantAudit {
    private final AuditSink sink;

    GrantAudit(AuditSink sink) {
        this.sink = sink;
    }

    /** A refusal that no use case behind has audited. */
    <T> Outcome<T> told(ClientCall call, Outcome<T> outcome) {
        Application client = call.client();
        outcome.refusal()
                .ifPresent(refusal -> sink.append(call.request()
                        .facts()
                        .put("client", client.clientId())
                        .put("grant", call.grant().word())
                        .refused(AuditEvent.Kind.CLIENT_GRANT, refusal)));
        return outcome;
    }
}
