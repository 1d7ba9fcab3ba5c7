package dev.daypass.server.cli;

import java.time.Duration;

/** Lengths of time as a prompt has room for: {@code 3h05m}, {@code 42m}, {@code 20s}. */
final class Lengths {
    private Lengths() {}

    static String of(Duration duration) {
        if (duration.toHours() > 0) {
            int minutes = duration.toMinutesPart();
            return duration.toHours() + "h" + (minutes == 0 ? "" : "%02dm".formatted(minutes));
        }
        return duration.toMinutes() > 0 ? duration.toMinutes() + "m" : Math.max(0, duration.toSeconds()) + "s";
    }
}
