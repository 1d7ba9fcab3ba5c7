package dev.daypass.server.demo;

import dev.daypass.core.secret.Secret;
import dev.daypass.server.client.Http;
import java.net.URI;
import java.time.Clock;

/** A visitor with no broker to visit, for tests that print only. */
final class NobodyThere {
    private NobodyThere() {}

    static Visitor visitor() {
        return new Visitor(URI.create("http://127.0.0.1:1"), Http.standard(), Clock.systemUTC(), Secret.of("none"));
    }
}
