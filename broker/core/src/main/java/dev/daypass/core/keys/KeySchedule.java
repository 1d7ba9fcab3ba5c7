package dev.daypass.core.keys;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * When keys come and go: a key is made, read by every node before the first of them seals with it, and kept until the
 * last text sealed by it is over (NIST SP 800-57 part 1, 5.3: the recipient's usage period outlasts the originator's).
 *
 * <p>Every node decides for itself, from the keys' birth and its own clock; all of it holds while clocks differ by less
 * than {@link #SKEW}.
 *
 * @param every how old the newest key becomes before the next one is made
 * @param lead how long a key is only opened with before it seals
 * @param keep how long a key stays after the next one seals
 */
public record KeySchedule(Duration every, Duration lead, Duration keep) {
    /** How far the clocks of two nodes may differ. */
    public static final Duration SKEW = Duration.ofHours(1);

    /** Many times what a node needs to look for new keys, and longer than clocks that are kept in step differ. */
    private static final Duration LEAD = Duration.ofMinutes(5);

    private static final Duration EVERY = Duration.ofDays(30);

    /**
     * The schedule of a broker: a new key every 30 days.
     *
     * @param longest how long the longest text that is sealed may be opened
     */
    public static KeySchedule keeping(Duration longest) {
        return new KeySchedule(EVERY, LEAD, longest.plus(SKEW));
    }

    /** The version that seals at an instant: the newest that every node has had the time to read. */
    public int sealing(List<MasterKey> keys, Instant now) {
        return keys.stream()
                .filter(key -> !sealsFrom(key).isAfter(now))
                .mapToInt(MasterKey::version)
                .max()
                .orElseGet(() -> oldest(keys));
    }

    /** Whether it is time for another key. */
    public boolean isDue(List<MasterKey> keys, Instant now) {
        return keys.stream()
                .max(Comparator.comparingInt(MasterKey::version))
                .filter(newest -> newest.created().plus(every).isAfter(now))
                .isEmpty();
    }

    /** The oldest version that something may still be sealed by; what is lower can be retired. */
    public int oldestNeeded(List<MasterKey> keys, Instant now) {
        return keys.stream()
                .filter(key -> !sealsFrom(key).plus(keep).isAfter(now))
                .mapToInt(MasterKey::version)
                .max()
                .orElseGet(() -> oldest(keys));
    }

    private Instant sealsFrom(MasterKey key) {
        return key.created().plus(lead);
    }

    private static int oldest(List<MasterKey> keys) {
        return keys.stream().mapToInt(MasterKey::version).min().orElse(0);
    }
}
