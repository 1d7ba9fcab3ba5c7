package dev.daypass.resourceserver.decision;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The decisions of the last few seconds, the least recently used dropped first. Whatever a revocation may have made wrong
 * is forgotten: decisions are remembered under the feed's generation, and a new generation empties it.
 *
 * <p>Safe for several threads.
 */
final class DecisionMemory {
    private final Map<Key, Entry> entries;
    private long generation = 0;

    DecisionMemory(int most) {
        this.entries = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, Entry> eldest) {
                return size() > most;
            }
        };
    }

    /**
     * Whose question.
     *
     * @param token a hash of the very token: another one of the same session is another
     */
    record Key(String token, Question question) {}

    private record Entry(Decision decision, Instant until) {}

    synchronized Optional<Decision> recall(Key key, long current, Instant now) {
        turnTo(current);
        Entry entry = entries.get(key);
        return entry != null && now.isBefore(entry.until()) ? Optional.of(entry.decision()) : Optional.empty();
    }

    /** @param asked the generation when the question was sent: an answer from before a revocation is not kept */
    synchronized void keep(Key key, Decision decision, long asked, Instant until) {
        if (asked == generation) {
            entries.put(key, new Entry(decision, until));
        }
    }

    synchronized int size() {
        return entries.size();
    }

    private void turnTo(long current) {
        if (current > generation) {
            entries.clear();
            generation = current;
        }
    }
}
