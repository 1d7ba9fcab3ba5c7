package dev.daypass.adapters.directory.ldap;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Until when all that is asked for one sign-in must be answered: many patient searches one after the other are not patient
 * together (security L09).
 *
 * @param end of {@link System#nanoTime}
 * @param ever whether there is an end at all
 */
record Deadline(long end, boolean ever) {
    /** An end that is so far away from now. */
    static Deadline in(Duration whole) {
        return new Deadline(System.nanoTime() + whole.toNanos(), true);
    }

    /** No end: for work that nobody waits for. */
    static Deadline never() {
        return new Deadline(0, false);
    }

    boolean passed() {
        return ever && end - System.nanoTime() <= 0;
    }

    /** How long one step may take that alone might take so long; at least a millisecond. */
    Duration within(Duration step) {
        if (!ever) {
            return step;
        }
        long rest = Math.max(TimeUnit.MILLISECONDS.toNanos(1), end - System.nanoTime());
        return rest < step.toNanos() ? Duration.ofNanos(rest) : step;
    }
}
