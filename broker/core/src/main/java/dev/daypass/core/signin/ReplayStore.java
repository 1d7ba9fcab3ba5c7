package dev.daypass.core.signin;

import java.time.Instant;

/**
 * Port: remembers spent proofs. One atomic, durable step for all nodes and over restarts.
 *
 * <p>Sign-in calls it last, when everything else about a proof holds. Safe for several threads; faults are {@link
 * dev.daypass.core.outcome.UnavailableException}s and mean that nothing is granted. {@code ReplayStoreContract} tests
 * every implementation.
 */
public interface ReplayStore {
    /** Whether this call was the first to spend the key. */
    enum Spending {
        FIRST,
        SEEN
    }

    /**
     * Spends a key.
     *
     * @param key names the proof and what it is spent for; may hold personal data, so it is stored hashed
     * @param until when it may be forgotten
     */
    Spending spend(String key, Instant until);
}
