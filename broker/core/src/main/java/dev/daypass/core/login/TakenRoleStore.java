package dev.daypass.core.login;

import java.time.Instant;
import java.util.List;

/**
 * Port: the role sessions that were taken in browser sessions. {@link TakenRoles} calls it. When {@link #keep} returns, it
 * is durable and holds on every node. Safe for several threads; faults are {@link
 * dev.daypass.core.outcome.UnavailableException}s. {@code TakenRoleStoreContract} tests every implementation.
 */
public interface TakenRoleStore {
    /** Keeps one; the same session again changes nothing. */
    void keep(TakenRole role);

    /**
     * Those taken in one browser session, newest first.
     *
     * @param liveAt only those not over at this instant
     * @param most at most this many
     */
    List<TakenRole> of(String handle, Instant liveAt, int most);

    /** Forgets those that were over before the instant; returns how many. */
    int forgetExpired(Instant before);
}
