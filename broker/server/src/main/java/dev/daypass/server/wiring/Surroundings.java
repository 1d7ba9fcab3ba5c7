package dev.daypass.server.wiring;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.LongSupplier;

/**
 * What a broker takes from the machine it runs on; the only place where clock and randomness are made.
 *
 * @param clock wall clock
 * @param ticks nanoseconds that only go forward
 * @param random for ids, keys and nonces
 */
public record Surroundings(Clock clock, LongSupplier ticks, SecureRandom random) {
    /** Those of the running process. */
    public static Surroundings ofProcess() {
        return new Surroundings(Clock.systemUTC(), System::nanoTime, new SecureRandom());
    }
}
