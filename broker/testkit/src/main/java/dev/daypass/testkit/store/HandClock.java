package dev.daypass.testkit.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands until it is stepped on. Safe for several threads. */
public final class HandClock implements InstantSource {
    private volatile Instant now;

    public HandClock(Instant start) {
        this.now = start;
    }

    public void step(Duration by) {
        now = now.plus(by);
    }

    @Override
    public Instant instant() {
        return now;
    }
}
