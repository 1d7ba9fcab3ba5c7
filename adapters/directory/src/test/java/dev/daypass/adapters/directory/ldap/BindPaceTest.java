package dev.daypass.adapters.directory.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** L08: "not right" is told after one time, whoever is meant. No time passes here. */
final class BindPaceTest {
    private static final long USUAL = TimeUnit.MILLISECONDS.toNanos(80);
    private static final long LONGEST = BindPace.LONGEST.toNanos();

    private final Noted noted = new Noted();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-02T09:00:00Z"));
    private final BindPace pace = new BindPace(noted, now::get);

    /** Notes how long would have been waited, and does what others could meanwhile. */
    static final class Noted implements Pause {
        final List<Long> nanos = new ArrayList<>();
        Runnable meanwhile = () -> {};
        boolean closed;

        @Override
        public void of(long length, TimeUnit unit) {
            nanos.add(unit.toNanos(length));
            meanwhile.run();
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    /** When something that took so long is told. */
    private long toldAfter(long took) {
        noted.nanos.clear();
        pace.even(took);
        return took + noted.nanos.stream().mapToLong(Long::longValue).sum();
    }

    private void wrong(int times, long nanos) {
        for (int i = 0; i < times; i++) {
            pace.wrong(nanos);
        }
    }

    @Test
    void L08whateverItTookItIsToldAtOneMoment() {
        wrong(BindPace.REMEMBERED, USUAL);
        for (long took : List.of(0L, 1L, USUAL / 2, USUAL)) {
            assertEquals(USUAL, toldAfter(took));
        }
        assertEquals(USUAL + 1, toldAfter(USUAL + 1));
    }

    @Test
    void L08momentIsThatOfNearlyAllWrongPasswords() {
        wrong(BindPace.REMEMBERED / 2, USUAL / 2);
        wrong(BindPace.REMEMBERED / 2, USUAL);
        assertEquals(USUAL, toldAfter(0), "the slower half is covered");
        wrong(BindPace.REMEMBERED / BindPace.ONE_SLOWER_OF, LONGEST);
        assertEquals(USUAL, toldAfter(0), "a few hiccups slow nobody down");
        wrong(1, LONGEST);
        assertEquals(LONGEST, toldAfter(0), "a directory that became slow does");
    }

    @Test
    void L08nothingCanBeToldBeforeAnyPasswordWasWrong() {
        long first = BindPace.AT_FIRST.toNanos();
        assertEquals(first, toldAfter(0));
        pace.wrong(1);
        assertEquals(first, toldAfter(0), "one says too little");
        pace.wrong(3 * first);
        assertEquals(3 * first, toldAfter(0), "but that it takes longer is said by one");
    }

    @Test
    void rightPasswordIsBetterThanAGuess() {
        long first = BindPace.AT_FIRST.toNanos();
        pace.right(2 * first);
        assertEquals(2 * first, toldAfter(0));
        pace.wrong(3 * first);
        assertEquals(3 * first, toldAfter(0), "not once wrong ones tell");
    }

    @Test
    void firstConnectionSetsNoPace() {
        pace.right(LONGEST);
        pace.right(2 * USUAL);
        assertEquals(2 * USUAL, toldAfter(0));
    }

    @Test
    void slowOneIsFeltForMinutesAndNotForEver() {
        wrong(3, 2 * USUAL);
        pace.wrong(LONGEST);
        pass(BindPace.RECENT.minusSeconds(1));
        assertEquals(LONGEST, toldAfter(0));
        pass(Duration.ofSeconds(1));
        assertEquals(2 * USUAL, toldAfter(0), "the directory is known to take that long still");
        wrong(1, 3 * USUAL);
        assertEquals(3 * USUAL, toldAfter(0));
    }

    private void pass(Duration time) {
        now.updateAndGet(then -> then.plus(time));
    }

    @Test
    void nobodyWaitsForEver() {
        wrong(BindPace.REMEMBERED, TimeUnit.HOURS.toNanos(1));
        assertEquals(LONGEST, toldAfter(0));
    }

    @Test
    void closingEndsThePause() {
        pace.close();
        assertTrue(noted.closed);
    }
}
