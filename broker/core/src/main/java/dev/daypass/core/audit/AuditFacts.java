package dev.daypass.core.audit;

import dev.daypass.core.outcome.Refusal;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gathers what an event tells, in the order it is put. Confined to one request. */
public final class AuditFacts {
    private final Instant at;
    private final String correlationId;
    private final String clientAddress;
    private final Map<String, List<String>> facts = new LinkedHashMap<>();

    public AuditFacts(Instant at, String correlationId, String clientAddress) {
        this.at = at;
        this.correlationId = correlationId;
        this.clientAddress = clientAddress;
    }

    public AuditFacts put(String name, String value) {
        facts.put(name, List.of(value));
        return this;
    }

    public AuditFacts put(String name, Optional<String> value) {
        value.ifPresent(present -> put(name, present));
        return this;
    }

    public AuditFacts put(String name, Collection<String> values) {
        if (!values.isEmpty()) {
            facts.put(name, List.copyOf(values));
        }
        return this;
    }

    public AuditEvent granted(AuditEvent.Kind kind) {
        return new AuditEvent(
                at, kind, AuditEvent.Verdict.GRANTED, correlationId, clientAddress, Optional.empty(), facts);
    }

    /** The event of a refusal, with its whole truth as {@code detail}. */
    public AuditEvent refused(AuditEvent.Kind kind, Refusal refusal) {
        put("detail", refusal.auditDetail());
        return new AuditEvent(
                at,
                kind,
                AuditEvent.Verdict.REFUSED,
                correlationId,
                clientAddress,
                Optional.of(refusal.reason()),
                facts);
    }
}
