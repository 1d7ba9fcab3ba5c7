package dev.daypass.attack;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The machine's clock with a step: runs on, and can be set forward or back. Safe for several threads. */
final class SteppedClock extends Clock {
    private final Clock machine = Clock.systemUTC();
    private volatile Duration step = Duration.ZERO;

    void step(Duration by) {
        step = step.plus(by);
    }

    @Override
    public Instant instant() {
        return machine.instant().plus(step);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
