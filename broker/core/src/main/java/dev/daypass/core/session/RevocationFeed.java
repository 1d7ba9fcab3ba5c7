package dev.daypass.core.session;

import java.util.List;

/**
 * Port: what is revoked, for those who verify sessions on their own. Faults are {@link
 * dev.daypass.core.outcome.UnavailableException}s: an implementation that can no longer follow what other nodes revoke
 * throws rather than tell half. Safe for several threads. {@code RevocationStoreContract} tests every implementation.
 */
public interface RevocationFeed {
    /** Does nothing, unless the feed can no longer follow what other nodes revoke; costs nothing. */
    void mustFollow();

    /** Every revocation that may still end something, in no order. */
    List<Revocation> inForce();

    /**
     * Has a listener called after each change, made at this node or another.
     *
     * @param listener returns at once and throws nothing; it is called on threads that others wait for
     */
    void onChange(Runnable listener);
}
