package dev.daypass.adapters.store.memory;

import dev.daypass.core.signin.GuessStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Attempts at passwords of one node until it stops. Memory is bounded, for names and for accounts apart: names can be
 * made up without end, so the longest untried one is forgotten, while an account that is not known yet may not be tried
 * before others are forgotten.
 */
public final class InMemoryGuessStore implements GuessStore {
    private static final int MOST_KEYS = 100_000;

    /** By key, until when each of its attempts counts; the longest untried first. */
    private final Map<String, List<Instant>> names = new LinkedHashMap<>();

    private final Map<String, List<Instant>> accounts = new LinkedHashMap<>();

    @Override
    public synchronized boolean take(String key, int most, Instant now, Instant until) {
        Map<String, List<Instant>> attempts = among(key);
        List<Instant> counting = attempts.remove(key);
        if (counting == null) {
            if (!hasRoom(attempts, key, now)) {
                return false;
            }
            counting = new ArrayList<>(1);
        }
        counting.removeIf(end -> !end.isAfter(now));
        attempts.put(key, counting);
        return counting.size() < most && counting.add(until);
    }

    /** Makes room, if need be, by looking at one key only. */
    private static boolean hasRoom(Map<String, List<Instant>> attempts, String key, Instant now) {
        if (attempts.size() < MOST_KEYS) {
            return true;
        }
        var longest = attempts.entrySet().iterator();
        boolean over = longest.next().getValue().stream().noneMatch(end -> end.isAfter(now));
        if (over || key.startsWith(OF_NAMES)) {
            longest.remove();
            return true;
        }
        return false;
    }

    private Map<String, List<Instant>> among(String key) {
        return key.startsWith(OF_NAMES) ? names : accounts;
    }

    @Override
    public synchronized void giveBack(String key, Instant until) {
        List<Instant> counting = among(key).get(key);
        if (counting != null) {
            counting.remove(until);
        }
    }

    @Override
    public synchronized void forgive(String key) {
        among(key).remove(key);
    }

    @Override
    public synchronized int forgetExpired(Instant before) {
        return forgetExpired(names, before) + forgetExpired(accounts, before);
    }

    private static int forgetExpired(Map<String, List<Instant>> attempts, Instant before) {
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
