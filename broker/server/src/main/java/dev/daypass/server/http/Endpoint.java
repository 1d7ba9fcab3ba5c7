package dev.daypass.server.http;

/** What answers at a route. Runs on a worker thread, sees no connection, and may be shared by threads. */
@FunctionalInterface
public interface Endpoint {
    /**
     * Answers a request whose framing and size have been checked.
     *
     * @throws dev.daypass.core.outcome.UnavailableException told as 503 with {@code Retry-After}; any other exception is
     *     a fault of ours and told as 500
     */
    Answer answer(Request request);
}
