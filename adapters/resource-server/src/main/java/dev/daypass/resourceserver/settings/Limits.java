package dev.daypass.resourceserver.settings;

import java.time.Duration;

/** Checks of settings, each with a message that says what is expected. */
final class Limits {
    private Limits() {}

    static void within(String name, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException("`" + name + "` is " + value + ": give " + least + " to " + most);
        }
    }

    static void within(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("`" + name + "` is " + value + ": give " + least + " to " + most);
        }
    }
}
