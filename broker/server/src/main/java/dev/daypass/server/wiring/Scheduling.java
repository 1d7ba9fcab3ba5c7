package dev.daypass.server.wiring;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What goes on in the background. */
final class Scheduling {
    private static final Logger LOG = LoggerFactory.getLogger(Scheduling.class);
    /** A reload may wait for metadata that another of these threads fetches. */
    private static final int THREADS = 4;

    private Scheduling() {}

    static ScheduledExecutorService start() {
        var scheduler = new ScheduledThreadPoolExecutor(THREADS, task -> {
            var thread = new Thread(task, "daypass-background");
            thread.setDaemon(true);
            return thread;
        });
        scheduler.setRemoveOnCancelPolicy(true);
        return scheduler;
    }

    /** Repeats a task; a failure is logged and does not end the repetition. */
    static void every(Duration interval, ScheduledExecutorService scheduler, String what, Runnable task) {
        var unused = scheduler.scheduleWithFixedDelay(
                () -> {
                    try {
                        task.run();
                    } catch (RuntimeException e) {
                        LOG.warn("{} could not be refreshed; it is tried again", what, e);
                    }
                },
                interval.toMillis(),
                interval.toMillis(),
                TimeUnit.MILLISECONDS);
    }
}
