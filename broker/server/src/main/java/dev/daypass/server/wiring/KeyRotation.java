package dev.daypass.server.wiring;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.keys.LiveKeys;
import dev.daypass.core.keys.SigningKeys;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.server.admin.Operations;

/** Makes the next key of each kind at an operator's wish. */
final class KeyRotation {
    private final LiveKeys keys;
    private final SigningKeys signingKeys;
    private final AuditSink audit;

    KeyRotation(LiveKeys keys, SigningKeys signingKeys, AuditSink audit) {
        this.keys = keys;
        this.signingKeys = signingKeys;
        this.audit = audit;
    }

    /** Told before it is done: a rotation that nobody can read of does not happen. */
    Operations.Rotated rotate(String by, RequestContext context) {
        signingKeys.refresh(context.instant());
        var algorithms = signingKeys.inUse();
        audit.append(context.facts()
                .put("by", by)
                .put("algorithms", algorithms.stream().map(Enum::name).toList())
                .granted(AuditEvent.Kind.KEY_ROTATION));
        int version = keys.rotate();
        return new Operations.Rotated(version, signingKeys.rotate(algorithms, context.instant()));
    }
}
