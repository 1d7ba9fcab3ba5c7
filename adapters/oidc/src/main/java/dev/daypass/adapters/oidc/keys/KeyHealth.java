package dev.daypass.adapters.oidc.keys;

import dev.daypass.core.identity.ProviderId;
import java.time.Instant;
import java.util.Optional;

/**
 * How one provider's keys are.
 *
 * @param keys how many may verify
 * @param loadedAt when the set in use was read
 * @param problem why the newest attempt failed, or which keys were left out
 */
public record KeyHealth(
        ProviderId provider, Condition condition, int keys, Optional<Instant> loadedAt, Optional<String> problem) {
    /** What the state means for tokens. */
    public enum Condition {
        /** The newest attempt succeeded. */
        READY,
        /** The newest attempt failed; the last good set serves. */
        STALE,
        /** There is no set that may be used: every token is refused. */
        FAILED
    }
}
