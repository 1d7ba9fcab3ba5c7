package dev.daypass.adapters.store.memory;

import dev.daypass.core.keys.KeyStore;
import dev.daypass.core.keys.MasterKey;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Master keys of one node until it stops: with them goes every session. */
public final class InMemoryKeyStore implements KeyStore {
    private final NavigableMap<Integer, MasterKey> byVersion = new ConcurrentSkipListMap<>();

    @Override
    public List<MasterKey> load() {
        return List.copyOf(byVersion.values());
    }

    @Override
    public boolean add(MasterKey key) {
        return byVersion.putIfAbsent(key.version(), key) == null;
    }

    @Override
    public void retireBelow(int version) {
        byVersion.headMap(version, false).clear();
    }
}
