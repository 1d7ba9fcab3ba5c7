package dev.daypass.server.http;

import io.undertow.server.HttpServerExchange;
import java.util.concurrent.atomic.AtomicInteger;

/** Hands work that may wait to worker threads; so much of it and no more, so that a flood cannot fill the memory. */
final class Workers {
    private static final int MOST_WAITING = 2_000;

    private final AtomicInteger waiting = new AtomicInteger();

    /** Takes the rest of an exchange off its I/O thread; {@code false}: too much waits already, nothing was taken. */
    boolean take(HttpServerExchange exchange, Runnable rest) {
        if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            return false;
        }
        exchange.dispatch(() -> {
            try {
                rest.run();
            } finally {
                waiting.decrementAndGet();
            }
        });
        return true;
    }
}
