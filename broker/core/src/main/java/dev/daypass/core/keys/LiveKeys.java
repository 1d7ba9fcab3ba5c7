package dev.daypass.core.keys;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * The key ring in force: loaded at start, made anew when this node or another one rotates or retires, and when a new
 * key's time to seal has come. Somebody has to call {@link #refresh} often. Safe for several threads.
 */
public final class LiveKeys implements Supplier<KeyRing> {
    private static final int BYTES = 32;

    private final KeyStore store;
    private final KeySchedule schedule;
    private final InstantSource clock;
    private final SecureRandom random;
    private volatile Held held;

    /** A ring and the keys it was made of. */
    private record Held(KeyRing ring, List<MasterKey> keys) {
        List<Integer> versions() {
            return keys.stream().map(MasterKey::version).toList();
        }
    }

    /** Loads the keys; on a new installation makes the first. */
    public LiveKeys(KeyStore store, KeySchedule schedule, InstantSource clock, SecureRandom random) {
        this.store = store;
        this.schedule = schedule;
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

    /** Takes over what other nodes have made or retired, and what time has made ready. */
    public synchronized void refresh() {
        List<MasterKey> keys = store.load();
        if (keys.isEmpty()) {
            return;
        }
        Held next = hold(keys);
        boolean same = next.versions().equals(held.versions())
                && next.ring().sealingVersion() == held.ring().sealingVersion();
        held = same ? held : next;
    }

    /** Whether it is time for another key. */
    public boolean isDue() {
        return schedule.isDue(held.keys(), clock.instant());
    }

    /** Makes the next key, which seals as soon as every node had the time to read it; its version. */
    public synchronized int rotate() {
        store.add(fresh(newest() + 1));
        refresh();
        return newest();
    }

    /** Versions that nothing in use is sealed by any more, oldest first. */
    public List<Integer> outlived() {
        Held now = held;
        int needed = schedule.oldestNeeded(now.keys(), clock.instant());
        return now.versions().stream().filter(version -> version < needed).toList();
    }

    /** Forgets the {@link #outlived} keys for good, on every node. */
    public synchronized void retire() {
        store.retireBelow(schedule.oldestNeeded(held.keys(), clock.instant()));
        refresh();
    }

    private int newest() {
        return held.keys().stream().mapToInt(MasterKey::version).max().orElseThrow();
    }

    private Held hold(List<MasterKey> keys) {
        return new Held(new KeyRing(keys, schedule.sealing(keys, clock.instant()), random), List.copyOf(keys));
    }

    private MasterKey fresh(int version) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new MasterKey(version, clock.instant(), bytes);
    }
}
