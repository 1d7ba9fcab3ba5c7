package dev.daypass.adapters.store.memory;

import dev.daypass.core.signin.GuessStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Attempts at passwords of one node until it stops. Memory is bounded: with a hundred thousand keys known, nobody new may
 * try before some are forgotten.
 */
public final class InMemoryGuessStore implements GuessStore {
    private static final int MOST_KEYS = 100_000;

    /** By key, until when each of its attempts counts. */
    private final Map<String, List<Instant>> attempts = new HashMap<>();

    @Override
    public synchronized boolean take(String key, int most, Instant now, Instant until) {
        if (attempts.size() >= MOST_KEYS && !attempts.containsKey(key)) {
            var unused = forgetExpired(now);
            if (attempts.size() >= MOST_KEYS) {
                return false;
            }
        }
        List<Instant> counting = attempts.computeIfAbsent(key, first -> new ArrayList<>(1));
        counting.removeIf(end -> !end.isAfter(now));
        return counting.size() < most && counting.add(until);
    }

    @Override
    public synchronized void forgive(String key) {
        attempts.remove(key);
    }

    @Override
    public synchronized int forgetExpired(Instant before) {
        int forgotten = 0;
        for (List<Instant> counting : attempts.values()) {
            int size = counting.size();
            counting.removeIf(end -> end.isBefore(before));
            forgotten += size - counting.size();
        }
        attempts.values().removeIf(List::isEmpty);
        return forgotten;
    }
}
