package dev.daypass.core.keys;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The signing keys in force: made before an algorithm is used, the same on every node of a store, rotated with
 * overlap. Safe for several threads.
 */
public final class SigningKeys {
    /** A token of an unknown key makes us look for what other nodes have made, but not more often than this. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final SigningKeyStore store;
    private final Supplier<KeyRing> ring;
    private final SecureRandom random;
    /** Before this, nobody looks again. Written under the lock. */
    private volatile Instant nextLook = Instant.MIN;

    private volatile Held held = new Held(new SigningKeySet(List.of()), List.of(), Map.of());

    /**
     * A set and how it came about.
     *
     * @param stored names of what it was made of
     * @param sealedBy which master key the newest key of each algorithm is sealed by
     */
    private record Held(SigningKeySet set, List<String> stored, Map<SigningAlgorithm, Integer> sealedBy) {}

    public SigningKeys(SigningKeyStore store, Supplier<KeyRing> ring, SecureRandom random) {
        this.store = store;
        this.ring = ring;
        this.random = random;
    }

    /** The keys of this moment. */
    public SigningKeySet current() {
        return held.set();
    }

    /** The key that signs now; the first of an algorithm is made here. */
    public SigningKey signer(SigningAlgorithm algorithm, Instant now) {
        return held.set().signer(algorithm, now).orElseGet(() -> first(algorithm, now));
    }

    /** Makes what algorithms lack a key: it is published before the first token that it signs. */
    public void prepare(Collection<SigningAlgorithm> algorithms, Instant now) {
        algorithms.forEach(algorithm -> signer(algorithm, now));
    }

    /** Takes over what other nodes have made, and forgets what is retired. Somebody has to call it often. */
    public synchronized void refresh(Instant now) {
        // Before the look: one that fails is not tried again at once either.
        nextLook = now.plus(LOOK_AGAIN);
        List<SealedSigningKey> stored = load();
        List<String> names = stored.stream().map(SealedSigningKey::toString).toList();
        if (!names.equals(held.stored())) {
            held = hold(stored, names);
        }
        held.set().retired(now).forEach(key -> store.forget(key.algorithm(), key.generation()));
    }

    /**
     * The algorithms whose newest key another master key than today's has sealed: with that one it will go, so that a
     * successor is due.
     */
    public List<SigningAlgorithm> due() {
        int sealing = ring.get().sealingVersion();
        return held.sealedBy().entrySet().stream()
                .filter(newest -> newest.getValue() != sealing)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The algorithms that keys were made for. */
    public List<SigningAlgorithm> inUse() {
        return held.set().algorithms();
    }

    /** Makes the next generation of some algorithms; the names of the new keys. */
    public synchronized List<String> rotate(List<SigningAlgorithm> algorithms, Instant now) {
        algorithms.forEach(algorithm -> addNext(algorithm, now));
        refresh(now);
        var names = new ArrayList<String>();
        for (SigningAlgorithm algorithm : algorithms) {
            held.set().published(now).stream()
                    .filter(key -> key.algorithm() == algorithm)
                    .max(Comparator.comparing(SigningKey::generation))
                    .ifPresent(key -> names.add(key.kid()));
        }
        return names;
    }

    /**
     * Looks for a key that another node may have made a moment ago; whether there may be anything new. However many ask at
     * once, one looks and the others wait for what it finds.
     */
    boolean lookAgain(Instant now) {
        if (now.isBefore(nextLook)) {
            return false;
        }
        synchronized (this) {
            if (!now.isBefore(nextLook)) {
                refresh(now);
            }
            return true;
        }
    }

    private synchronized SigningKey first(SigningAlgorithm algorithm, Instant now) {
        refresh(now);
        Optional<SigningKey> others = held.set().signer(algorithm, now);
        if (others.isPresent()) {
            return others.get();
        }
        addNext(algorithm, now);
        refresh(now);
        return held.set()
                .signer(algorithm, now)
                .orElseThrow(() -> new IllegalStateException("a signing key that was stored does not open"));
    }

    /** Another node may be first; what counts is what the store then holds. */
    private void addNext(SigningAlgorithm algorithm, Instant now) {
        int newest = load().stream()
                .filter(stored -> stored.algorithm() == algorithm)
                .mapToInt(SealedSigningKey::generation)
                .max()
                .orElse(0);
        Instant created = now.truncatedTo(ChronoUnit.MILLIS);
        store.add(SigningKeyCodec.seal(SigningKey.fresh(algorithm, newest + 1, created, random), ring.get()));
    }

    private Held hold(List<SealedSigningKey> stored, List<String> names) {
        var keys = new ArrayList<SigningKey>();
        var sealedBy = new EnumMap<SigningAlgorithm, Integer>(SigningAlgorithm.class);
        for (SealedSigningKey key : stored) {
            SigningKeyCodec.open(key, ring.get()).ifPresent(opened -> {
                keys.add(opened.key());
                sealedBy.put(key.algorithm(), opened.sealedBy());
            });
        }
        return new Held(new SigningKeySet(keys), names, sealedBy);
    }

    private List<SealedSigningKey> load() {
        return store.load().stream()
                .sorted(Comparator.comparing(SealedSigningKey::algorithm).thenComparing(SealedSigningKey::generation))
                .toList();
    }
}
