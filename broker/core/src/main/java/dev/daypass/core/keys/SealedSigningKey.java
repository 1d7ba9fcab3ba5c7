package dev.daypass.core.keys;

import java.time.Instant;

/**
 * A signing key as it is stored: the key pair is sealed under a master key, and what stands beside it for sorting is
 * sealed with it, so that whoever writes the store can neither read a key nor put one of his own there.
 */
public final class SealedSigningKey {
    private final SigningAlgorithm algorithm;
    private final int generation;
    private final Instant created;
    private final byte[] sealed;

    /**
     * A key as it is stored.
     *
     * @param generation counts up from 1 for each algorithm
     * @param created in whole milliseconds
     */
    public SealedSigningKey(SigningAlgorithm algorithm, int generation, Instant created, byte[] sealed) {
        this.algorithm = algorithm;
        this.generation = generation;
        this.created = created;
        this.sealed = sealed.clone();
    }

    public SigningAlgorithm algorithm() {
        return algorithm;
    }

    public int generation() {
        return generation;
    }

    public Instant created() {
        return created;
    }

    public byte[] sealed() {
        return sealed.clone();
    }

    @Override
    public String toString() {
        return "SealedSigningKey[" + algorithm + ", " + generation + "]";
    }
}
