package dev.daypass.server.http;

import java.util.function.Consumer;

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

    /**
     * Answers now or later, once; whoever waits holds no thread. Only endpoints that wait have a reason to write this
     * method anew; faults that come later are theirs to answer.
     *
     * @param reply sends the answer, from any thread
     */
    default void respond(Request request, Consumer<Answer> reply) {
        reply.accept(answer(request));
    }
}
