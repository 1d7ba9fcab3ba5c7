package dev.daypass.core.exchange;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditFacts;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.session.Revocation;
import dev.daypass.core.session.RevocationStore;
import dev.daypass.core.session.SessionLimits;
import java.time.Instant;

/** Ends sessions: told to the audit first, then durable. Safe for several threads. */
final class Ending {
    private final RevocationStore revocations;
    private final AuditSink audit;

    Ending(RevocationStore revocations, AuditSink audit) {
        this.revocations = revocations;
        this.audit = audit;
    }

    /**
     * Ends what was issued before now.
     *
     * @param facts who ends it and why
     */
    Revocation end(Revocation.Scope scope, String key, AuditFacts facts, Instant now) {
        // Nothing issued now lives longer, so the revocation may be forgotten afterwards.
        var revocation = new Revocation(scope, key, now, now.plus(SessionLimits.LONGEST_OF_ALL));
        audit.append(facts.put("scope", scope.name()).put("key", key).granted(AuditEvent.Kind.REVOCATION));
        revocations.revoke(revocation);
        return revocation;
    }
}
