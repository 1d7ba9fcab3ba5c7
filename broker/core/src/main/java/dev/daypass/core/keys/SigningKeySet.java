package dev.daypass.core.keys;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The signing keys of one moment and the times of each, which follow from when they were created alone, so that all nodes
 * agree. Immutable.
 *
 * <p>A key is published as soon as it is made; it signs from {@link #AHEAD} later until its successor does, unless there
 * is no other; and it is published until everything it may have signed has expired.
 */
public final class SigningKeySet {
    /** How long a key is published before it signs: as long as anybody may keep a key set. */
    public static final Duration AHEAD = Duration.ofMinutes(5);
    /** Longer than any token of ours lives (36 hours), clocks that differ included. */
    static final Duration LONGEST_TOKEN = Duration.ofHours(37);

    private final Map<SigningAlgorithm, List<Timed>> byAlgorithm = new EnumMap<>(SigningAlgorithm.class);
    private final Map<String, Typed> byHeader = new HashMap<>();
    private final List<Timed> all = new ArrayList<>();

    /** A key, when it begins to sign and when it is forgotten: for ever, as long as it has no successor. */
    record Timed(SigningKey key, Instant signsFrom, Instant retiredAt) {}

    /** What a token's header says: one of our keys, and what kind of token. */
    record Typed(Timed timed, TokenType type) {}

    SigningKeySet(List<SigningKey> oldestFirst) {
        var keys = new EnumMap<SigningAlgorithm, List<SigningKey>>(SigningAlgorithm.class);
        oldestFirst.forEach(key -> keys.computeIfAbsent(key.algorithm(), algorithm -> new ArrayList<>())
                .add(key));
        keys.forEach((algorithm, generations) -> byAlgorithm.put(algorithm, timed(generations)));
        byAlgorithm.values().forEach(all::addAll);
        for (Timed timed : all) {
            for (TokenType type : TokenType.values()) {
                byHeader.put(type.header(timed.key()), new Typed(timed, type));
            }
        }
    }

    /** What is published at an instant, the signing key of each algorithm among it. */
    public List<SigningKey> published(Instant now) {
        return all.stream()
                .filter(timed -> now.isBefore(timed.retiredAt()))
                .map(Timed::key)
                .toList();
    }

    Optional<SigningKey> signer(SigningAlgorithm algorithm, Instant now) {
        List<Timed> generations = byAlgorithm.getOrDefault(algorithm, List.of());
        for (int i = generations.size() - 1; i > 0; i--) {
            if (!now.isBefore(generations.get(i).signsFrom())) {
                return Optional.of(generations.get(i).key());
            }
        }
        return generations.stream().findFirst().map(Timed::key);
    }

    /** The key and type that a token's header names, letter for letter as we write it. */
    Optional<Typed> named(String header, Instant now) {
        return Optional.ofNullable(byHeader.get(header))
                .filter(typed -> now.isBefore(typed.timed().retiredAt()));
    }

    /** The algorithm of a published key. */
    Optional<SigningAlgorithm> algorithmOf(String kid, Instant now) {
        return published(now).stream()
                .filter(key -> key.kid().equals(kid))
                .map(SigningKey::algorithm)
                .findFirst();
    }

    /** Keys that nobody needs any more. */
    List<SigningKey> retired(Instant now) {
        return all.stream()
                .filter(timed -> !now.isBefore(timed.retiredAt()))
                .map(Timed::key)
                .toList();
    }

    List<SigningAlgorithm> algorithms() {
        return List.copyOf(byAlgorithm.keySet());
    }

    private static List<Timed> timed(List<SigningKey> generations) {
        var timed = new ArrayList<Timed>();
        for (int i = 0; i < generations.size(); i++) {
            SigningKey key = generations.get(i);
            Instant retiredAt = i + 1 == generations.size()
                    ? Instant.MAX
                    : generations.get(i + 1).created().plus(AHEAD).plus(LONGEST_TOKEN);
            timed.add(new Timed(key, key.created().plus(AHEAD), retiredAt));
        }
        return timed;
    }
}
