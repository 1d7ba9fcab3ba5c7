package dev.daypass.core.keys;

import java.util.List;

/**
 * Port: where master keys are kept, encrypted. Safe for several threads; faults are {@link
 * dev.daypass.core.outcome.UnavailableException}s. {@code KeyStoreContract} tests every implementation.
 */
public interface KeyStore {
    /** All keys, oldest first; empty on a new installation. */
    List<MasterKey> load();

    /** Adds a key; if another node has added the same version first, nothing changes and {@code false} is returned. */
    boolean add(MasterKey key);

    /** Forgets keys whose version is lower; what they sealed can no longer be opened. */
    void retireBelow(int version);
}
