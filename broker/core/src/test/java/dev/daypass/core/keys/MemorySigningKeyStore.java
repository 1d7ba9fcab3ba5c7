package dev.daypass.core.keys;

import java.util.ArrayList;
import java.util.List;

/** Signing keys as long as the test lasts. */
public final class MemorySigningKeyStore implements SigningKeyStore {
    private final List<SealedSigningKey> keys = new ArrayList<>();

    @Override
    public synchronized List<SealedSigningKey> load() {
        return List.copyOf(keys);
    }

    @Override
    public synchronized boolean add(SealedSigningKey key) {
        boolean taken = keys.stream().anyMatch(known -> same(known, key.algorithm(), key.generation()));
        return !taken && keys.add(key);
    }

    @Override
    public synchronized void forget(SigningAlgorithm algorithm, int generation) {
        keys.removeIf(known -> same(known, algorithm, generation));
    }

    private static boolean same(SealedSigningKey known, SigningAlgorithm algorithm, int generation) {
        return known.algorithm() == algorithm && known.generation() == generation;
    }
}
