package dev.daypass.core.session;

import java.time.Instant;

/**
 * Port: revocations. When {@link #revoke} returns, the revocation is durable and this node refuses what it ends; other
 * nodes do within a second.
 *
 * <p>{@link #isRevoked} is asked at every verification and answers from memory; an implementation that can no longer
 * follow what other nodes revoke throws {@link dev.daypass.core.outcome.UnavailableException} rather than guess. Safe
 * for several threads. {@code RevocationStoreContract} tests every implementation.
 */
public interface RevocationStore {
    void revoke(Revocation revocation);

    /** Whether the session, or one it was chained from, has been ended. */
    boolean isRevoked(SessionRecord session);

    /** Whether what began at an instant has been ended by a revocation of a key. */
    boolean isRevoked(Revocation.Scope scope, String key, Instant began);
}
