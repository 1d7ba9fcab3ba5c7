package dev.daypass.server.wiring;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditFacts;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.keys.LiveKeys;
import dev.daypass.core.keys.SigningAlgorithm;
import dev.daypass.core.keys.SigningKeys;
import java.time.InstantSource;
import java.util.List;

/**
 * Looks after the keys, often: takes over what other nodes did, makes the next key when it is due, forgets the ones
 * that nothing is sealed by any more. What changes keys for all is audited before it is done.
 *
 * <p>Every node also tells in its own audit which key it seals with from now on. That entry's seal is the new key's, so
 * that the end of each chain can still be proven when the old key is retired. Run by one thread at a time.
 */
final class KeyUpkeep implements Runnable {
    private static final String SCHEDULE = "schedule";

    private final LiveKeys keys;
    private final SigningKeys signingKeys;
    private final AuditSink audit;
    private final InstantSource clock;
    private int told;

    KeyUpkeep(LiveKeys keys, SigningKeys signingKeys, AuditSink audit, InstantSource clock) {
        this.keys = keys;
        this.signingKeys = signingKeys;
        this.audit = audit;
        this.clock = clock;
        this.told = keys.get().sealingVersion();
    }

    @Override
    public void run() {
        keys.refresh();
        tellWhatSeals();
        if (keys.isDue()) {
            tell(AuditEvent.Kind.KEY_ROTATION, "by", List.of(SCHEDULE));
            keys.rotate();
        }
        List<Integer> outlived = keys.outlived();
        if (!outlived.isEmpty()) {
            tell(AuditEvent.Kind.KEY_RETIREMENT, "versions", texts(outlived));
            keys.retire();
        }
        keepSigning();
    }

    /** A signing key goes with the master key that it is sealed by, so its successor comes with that one's. */
    private void keepSigning() {
        signingKeys.refresh(clock.instant());
        List<SigningAlgorithm> due = signingKeys.due();
        if (!due.isEmpty()) {
            tell(
                    AuditEvent.Kind.KEY_ROTATION,
                    "algorithms",
                    due.stream().map(Enum::name).toList());
            signingKeys.rotate(due, clock.instant());
        }
    }

    private void tellWhatSeals() {
        int sealing = keys.get().sealingVersion();
        if (sealing != told) {
            tell(AuditEvent.Kind.KEY_ROTATION, "seals", List.of(Integer.toString(sealing)));
            told = sealing;
        }
    }

    private void tell(AuditEvent.Kind kind, String fact, List<String> values) {
        audit.append(
                new AuditFacts(clock.instant(), "-", "local").put(fact, values).granted(kind));
    }

    private static List<String> texts(List<Integer> versions) {
        return versions.stream().map(version -> Integer.toString(version)).toList();
    }
}
