package dev.daypass.core.terminal;

import dev.daypass.core.signin.GuessStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Attempts of one test. */
final class CountedGuesses implements GuessStore {
    final Map<String, List<Instant>> taken = new HashMap<>();

    @Override
    public boolean take(String key, int most, Instant now, Instant until) {
        List<Instant> ends = taken.computeIfAbsent(key, name -> new ArrayList<>());
        ends.removeIf(end -> !end.isAfter(now));
        return ends.size() < most && ends.add(until);
    }

    @Override
    public void giveBack(String key, Instant until) {
        taken.getOrDefault(key, new ArrayList<>()).remove(until);
    }

    @Override
    public void forgive(String key) {
        taken.remove(key);
    }

    @Override
    public int forgetExpired(Instant before) {
        return 0;
    }
}
