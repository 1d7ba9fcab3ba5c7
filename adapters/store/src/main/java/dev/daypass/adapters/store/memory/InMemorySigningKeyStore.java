package dev.daypass.adapters.store.memory;

import dev.daypass.core.keys.SealedSigningKey;
import dev.daypass.core.keys.SigningAlgorithm;
import dev.daypass.core.keys.SigningKeyStore;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Signing keys of one node until it stops. */
public final class InMemorySigningKeyStore implements SigningKeyStore {
    private final Map<Name, SealedSigningKey> byName = new ConcurrentHashMap<>();

    private record Name(SigningAlgorithm algorithm, int generation) {}

    @Override
    public List<SealedSigningKey> load() {
        return byName.values().stream()
                .sorted(Comparator.comparing(SealedSigningKey::generation).thenComparing(SealedSigningKey::algorithm))
                .toList();
    }

    @Override
    public boolean add(SealedSigningKey key) {
        return byName.putIfAbsent(new Name(key.algorithm(), key.generation()), key) == null;
    }

    @Override
    public void forget(SigningAlgorithm algorithm, int generation) {
        byName.remove(new Name(algorithm, generation));
    }
}
