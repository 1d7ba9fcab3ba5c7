package dev.daypass.server.http;

import java.time.Duration;

/** Learns of every request that has been answered: the log and the metrics. Called on any thread; must not fail. */
@FunctionalInterface
public interface RequestObserver {
    void answered(Answered answered);

    /**
     * An answered request, without anything that a user could make up.
     *
     * @param route the route's template, or {@code -} where there is none
     * @param reason one of a fixed set
     * @param duration from the last header line to the last byte of the answer
     */
    record Answered(String method, String route, int status, String reason, String correlationId, Duration duration) {}
}
