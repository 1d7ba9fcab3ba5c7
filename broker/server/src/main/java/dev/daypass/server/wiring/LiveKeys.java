package dev.daypass.server.wiring;

import dev.daypass.core.keys.KeyRing;
import dev.daypass.core.keys.KeyStore;
import dev.daypass.core.keys.MasterKey;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/** The key ring in force: loaded at start, made anew when this node or another one rotates. Safe for several threads. */
final class LiveKeys implements Supplier<KeyRing> {
    private static final int BYTES = 32;

    private final KeyStore store;
    private final Clock clock;
    private final SecureRandom random;
    private volatile Held held;

    /** A ring and the versions it was made of. */
    private record Held(KeyRing ring, List<Integer> versions) {}

    /** Loads the keys; on a new installation makes the first. */
    LiveKeys(KeyStore store, Clock clock, SecureRandom random) {
        this.store = store;
        this.clock = clock;
        this.random = random;
        List<MasterKey> keys = store.load();
        if (keys.isEmpty()) {
            // Another node may be first; what counts is what the store then holds.
            store.add(fresh(1));
            keys = store.load();
        }
        this.held = hold(keys);
    }

    @Override
    public KeyRing get() {
        return held.ring();
    }

    /** Takes over what other nodes have rotated. */
    synchronized void refresh() {
        List<MasterKey> keys = store.load();
        if (!versions(keys).equals(held.versions()) && !keys.isEmpty()) {
            held = hold(keys);
        }
    }

    /** Makes the next key; its version. */
    synchronized int rotate() {
        store.add(fresh(held.ring().newestVersion() + 1));
        refresh();
        return held.ring().newestVersion();
    }

    private Held hold(List<MasterKey> keys) {
        return new Held(new KeyRing(keys, random), versions(keys));
    }

    private static List<Integer> versions(List<MasterKey> keys) {
        return keys.stream().map(MasterKey::version).toList();
    }

    private MasterKey fresh(int version) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new MasterKey(version, clock.instant(), bytes);
    }
}
