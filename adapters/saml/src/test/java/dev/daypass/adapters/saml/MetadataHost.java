package dev.daypass.adapters.saml;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** A metadata address on this machine whose answer a test chooses. */
final class MetadataHost implements AutoCloseable {
    final AtomicInteger calls = new AtomicInteger();

    private final AtomicReference<Answer> answer = new AtomicReference<>(new Answer(404, "", ""));
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    /** What it answers. */
    private record Answer(int status, String location, String text) {
        byte[] body() {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    MetadataHost() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            calls.incrementAndGet();
            Answer now = Objects.requireNonNull(answer.get());
            if (!now.location().isEmpty()) {
                exchange.getResponseHeaders().set("Location", now.location());
            }
            exchange.sendResponseHeaders(now.status(), now.body().length == 0 ? -1 : now.body().length);
            exchange.getResponseBody().write(now.body());
            exchange.close();
        });
        server.setExecutor(threads);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/metadata");
    }

    void serve(String metadata) {
        answer.set(new Answer(200, "", metadata));
    }

    void answer(int status) {
        answer.set(new Answer(status, "", ""));
    }

    void redirect(String location) {
        answer.set(new Answer(302, location, ""));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
