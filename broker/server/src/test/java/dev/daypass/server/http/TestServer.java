package dev.daypass.server.http;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** A real listener whose endpoints tell what reached them. */
final class TestServer implements AutoCloseable {
    final ConcurrentLinkedQueue<RequestObserver.Answered> answered = new ConcurrentLinkedQueue<>();
    final ConcurrentLinkedQueue<String> written = new ConcurrentLinkedQueue<>();
    private final HttpServer server;

    TestServer(HttpLimits limits) throws IOException {
        this(limits, Listen.plain("127.0.0.1", 0));
    }

    TestServer(HttpLimits limits, Listen listen) throws IOException {
        var json = new JsonProtocol(new JsonText());
        Endpoint echo = request -> Answer.ok(
                "text/plain",
                Body.of(request.target().path() + "|" + request.target().query() + "|"
                        + request.headers().only("x-seen").orElse("") + "|"
                        + request.body().size()));
        Endpoint mirror = request -> Answer.ok("text/plain", request.body());
        Endpoint failing = request -> {
            throw new IllegalStateException("broken on purpose");
        };
        Endpoint guessing = request ->
                Answer.refused(403, "text/plain", Body.of("no"), new Answer.Mark("no", Answer.Attempt.FAILED));
        var routes = new Routes(
                List.of(
                        new Route("GET", "/", json, Route.Size.NONE, Route.Access.OPEN, echo),
                        new Route("POST", "/", json, Route.Size.PROOF, Route.Access.OPEN, echo),
                        new Route("POST", "/mirror", json, Route.Size.PROOF, Route.Access.OPEN, mirror),
                        new Route("POST", "/small", json, Route.Size.ORDINARY, Route.Access.OPEN, echo),
                        new Route("GET", "/things/{name}", json, Route.Size.NONE, Route.Access.OPEN, echo),
                        new Route("GET", "/kerberos/{name}/login", json, Route.Size.NONE, Route.Access.OPEN, echo),
                        new Route("GET", "/broken", json, Route.Size.NONE, Route.Access.OPEN, failing),
                        new Route("GET", "/guess", json, Route.Size.NONE, Route.Access.GUARDED, guessing)),
                json);
        var ids = new AtomicLong();
        server = HttpServer.start(
                listen,
                routes,
                new HttpServer.Setup(
                        limits,
                        List.of(),
                        new FailureThrottle(limits.failuresPerMinute()),
                        Clock.systemUTC(),
                        System::nanoTime,
                        () -> "id-" + ids.incrementAndGet(),
                        List.of(answered::add),
                        (fault, entrance, origin) ->
                                written.add(fault.code() + " " + entrance + " " + origin.correlationId())));
    }

    int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
    }
}
