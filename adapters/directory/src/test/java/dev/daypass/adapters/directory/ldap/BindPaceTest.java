package dev.daypass.adapters.directory.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** L08: "not right" is told after one time, whoever is meant. No time passes here. */
final class BindPaceTest {
    private static final long USUAL = TimeUnit.MILLISECONDS.toNanos(80);
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(5);

    private final Noted noted = new Noted();
    private final BindPace pace = new BindPace(Duration.ofNanos(LONGEST), noted);

    /** Notes how long would have been waited. */
    static final class Noted implements Pause {
        final List<Long> nanos = new ArrayList<>();
        boolean closed;

        @Override
        public void of(long length, TimeUnit unit) {
            nanos.add(unit.toNanos(length));
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    /** When something that took so long is told. */
    private long toldAfter(long took) {
        noted.nanos.clear();
        pace.even(took, Deadline.never());
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
        pace.wrong(first);
        pace.right(9 * first);
        assertEquals(2 * first, toldAfter(0), "not once wrong ones tell");
    }

    @Test
    void nobodyWaitsForEver() {
        wrong(BindPace.REMEMBERED, TimeUnit.HOURS.toNanos(1));
        assertEquals(LONGEST, toldAfter(0));
        noted.nanos.clear();
        pace.even(0, Deadline.in(Duration.ofSeconds(1)));
        assertTrue(noted.nanos.get(0) <= TimeUnit.SECONDS.toNanos(1), "the sign-in ends in time");
    }

    @Test
    void closingEndsThePause() {
        pace.close();
        assertTrue(noted.closed);
    }
}
