package dev.daypass.demo.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.daypass.demo.Loopback;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A small web server on an ephemeral port of 127.0.0.1. Exact paths only; forms only where one is taken. */
public final class LoopbackServer implements AutoCloseable {
    private static final int THREADS = 4;
    private static final int LONGEST_FORM = 64 * 1024;

    private final HttpServer server;
    private final ExecutorService threads;
    private final Map<String, Page> pages = new ConcurrentHashMap<>();
    private final Map<String, Page> forms = new ConcurrentHashMap<>();

    private LoopbackServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Takes a port. Nothing is answered before {@link #start}.
     *
     * @throws IOException if no port can be had
     */
    public static LoopbackServer open() throws IOException {
        var address = new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0);
        var opened = new LoopbackServer(HttpServer.create(address, 0), Executors.newFixedThreadPool(THREADS));
        opened.server.setExecutor(opened.threads);
        opened.server.createContext("/", opened::handle);
        return opened;
    }

    public void start() {
        server.start();
    }

    public URI address() {
        return Loopback.require(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    /** Puts a page at a path. */
    public void serve(String path, Page page) {
        pages.put(path, page);
    }

    /** Takes forms at a path. */
    public void take(String path, Page page) {
        forms.put(path, page);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Document document = document(exchange);
            byte[] body = document.text().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", document.contentType());
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            document.location()
                    .ifPresent(address -> exchange.getResponseHeaders().set("Location", address.toString()));
            exchange.sendResponseHeaders(document.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Document document(HttpExchange exchange) throws IOException {
        if (!hostIsOurs(exchange)) {
            return new Document(421, "text/plain; charset=utf-8", "this server is for 127.0.0.1 only\n");
        }
        return switch (exchange.getRequestMethod()) {
            case "GET" -> answer(exchange, pages, exchange.getRequestURI().getRawQuery());
            case "POST" ->
                answer(
                        exchange,
                        forms,
                        new String(exchange.getRequestBody().readNBytes(LONGEST_FORM), StandardCharsets.UTF_8));
            default -> new Document(405, "text/plain; charset=utf-8", "only GET and POST\n");
        };
    }

    private static Document answer(HttpExchange exchange, Map<String, Page> at, @Nullable String parameters) {
        Optional<Page> page =
                Optional.ofNullable(at.get(exchange.getRequestURI().getPath()));
        if (page.isEmpty()) {
            return Document.missing("nothing is here");
        }
        return read(Optional.ofNullable(parameters).orElse(""))
                .map(page.get()::answer)
                .orElseGet(() -> Document.wrong("a parameter comes twice or is not readable"));
    }

    /** A page of some other site must not reach us under a name of its own that it points at loopback. */
    private boolean hostIsOurs(HttpExchange exchange) {
        int port = server.getAddress().getPort();
        Optional<String> host = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host"));
        return host.filter(List.of("127.0.0.1:" + port, "localhost:" + port)::contains)
                .isPresent();
    }

    private static Optional<Map<String, String>> read(String raw) {
        var parameters = new HashMap<String, String>();
        for (String part : raw.split("&", -1)) {
            int equals = part.indexOf('=');
            if (part.isEmpty()) {
                continue;
            }
            if (equals < 0
                    || parameters.putIfAbsent(decode(part.substring(0, equals)), decode(part.substring(equals + 1)))
                            != null) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
