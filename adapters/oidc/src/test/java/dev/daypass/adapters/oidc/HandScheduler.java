package dev.daypass.adapters.oidc;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A scheduler that runs nothing by itself: the test runs what is due and sees how long it would have waited. */
final class HandScheduler extends ScheduledThreadPoolExecutor {
    private final Queue<Runnable> due = new ArrayDeque<>();
    private final Queue<Duration> delays = new ArrayDeque<>();

    HandScheduler() {
        super(1);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        due.add(command);
        delays.add(Duration.of(delay, unit.toChronoUnit()));
        return super.schedule(() -> {}, 0, unit);
    }

    /** How long the next task was to wait. */
    Duration nextDelay() {
        return delays.remove();
    }

    void runNext() {
        due.remove().run();
    }

    boolean isIdle() {
        return due.isEmpty();
    }
}
