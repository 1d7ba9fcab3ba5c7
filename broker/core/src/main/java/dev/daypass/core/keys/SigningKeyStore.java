package dev.daypass.core.keys;

import java.util.List;

/**
 * Port: where signing keys are kept, sealed; all nodes on one store see the same ones. {@link SigningKeys} calls it. Safe
 * for several threads; faults are {@link dev.daypass.core.outcome.UnavailableException}s. {@code SigningKeyStoreContract}
 * tests every implementation.
 */
public interface SigningKeyStore {
    /** All keys, oldest generation first. */
    List<SealedSigningKey> load();

    /**
     * Adds a key; if another node has added the same generation of the algorithm first, nothing changes and {@code false}
     * is returned.
     */
    boolean add(SealedSigningKey key);

    /** Forgets one generation of an algorithm: nothing it signed is accepted any more. */
    void forget(SigningAlgorithm algorithm, int generation);
}
