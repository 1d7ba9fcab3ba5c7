package dev.daypass.adapters.directory.ldap;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** L08: who does not exist is answered as slowly as who does. */
final class BindPaceTest {
    private static final long SLOW = TimeUnit.MILLISECONDS.toNanos(80);

    private static long waited(BindPace pace, long took) {
        long began = System.nanoTime();
        pace.nobody(took, Deadline.never());
        return System.nanoTime() - began;
    }

    @Test
    void L08nobodyTakesAsLongAsSomebody() {
        try (var pace = new BindPace(Duration.ofSeconds(5))) {
            assertTrue(waited(pace, 0) < SLOW / 2, "nothing is known yet");
            pace.right(SLOW);
            assertTrue(waited(pace, 0) >= SLOW);
            for (int i = 0; i < 32; i++) {
                pace.wrong(2 * SLOW);
            }
            assertTrue(waited(pace, SLOW) >= SLOW);
            assertTrue(waited(pace, 3 * SLOW) < SLOW);
        }
    }

    @Test
    void nobodyWaitsBeyondTheDeadline() {
        try (var pace = new BindPace(Duration.ofHours(1))) {
            pace.wrong(TimeUnit.HOURS.toNanos(1));
            long began = System.nanoTime();
            pace.nobody(0, Deadline.in(Duration.ofMillis(80)));
            assertTrue(System.nanoTime() - began < TimeUnit.SECONDS.toNanos(10));
        }
    }

    @Test
    void nobodyWaitsForEver() {
        try (var pace = new BindPace(Duration.ofMillis(80))) {
            pace.wrong(TimeUnit.HOURS.toNanos(1));
            assertTrue(waited(pace, 0) < TimeUnit.SECONDS.toNanos(10));
        }
    }
}
