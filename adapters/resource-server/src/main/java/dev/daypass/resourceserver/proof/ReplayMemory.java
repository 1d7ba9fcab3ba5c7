package dev.daypass.resourceserver.proof;

import java.time.Instant;

/**
 * Port: which proofs have been spent. The one that comes with the library remembers in this process; services of several
 * nodes behind one address may share one (a proof lives for a minute, so that little is kept).
 *
 * <p>Called for each proven request from its thread; safe for several threads. {@code ReplayMemoryContract} tests every
 * implementation.
 */
public interface ReplayMemory {
    /** What {@link #spend} found. */
    enum Spent {
        FIRST,
        SEEN,
        /** It cannot tell or remember: the proof is refused. */
        UNKNOWN
    }

    /**
     * Spends a proof in one step: of several at once exactly one gets {@link Spent#FIRST}.
     *
     * @param key names the proof
     * @param until when it may be forgotten
     */
    Spent spend(String key, Instant until);
}
