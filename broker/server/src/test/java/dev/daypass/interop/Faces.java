package dev.daypass.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.server.http.HeaderLines;
import dev.daypass.server.sts.Signed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a role session that was taken in a browser counts: at the STS, at decisions, and at the door of a site. */
final class Faces {
    private static final Pattern EXPORT = Pattern.compile("(?m)^export (AWS_\\w+)='([^']*)'$");
    private static final String SITE = "wiki.example.com";

    private final URI broker;

    Faces(URI broker) {
        this.broker = broker;
    }

    /** The keys of a session. */
    record Held(String id, String secret, String token) {
        /** As the page of a session just taken shows them for a shell. */
        static Held of(String exports) {
            Map<String, String> values = new HashMap<>();
            EXPORT.matcher(exports).results().forEach(found -> values.put(found.group(1), found.group(2)));
            assertEquals(5, values.size(), exports);
            return new Held(
                    values.getOrDefault("AWS_ACCESS_KEY_ID", ""),
                    values.getOrDefault("AWS_SECRET_ACCESS_KEY", ""),
                    values.getOrDefault("AWS_SESSION_TOKEN", ""));
        }

        private Signed.Keys keys() {
            return new Signed.Keys(id, secret, Optional.of(token), Instant.now());
        }

        @Override
        public String toString() {
            return "Held[" + id + "]";
        }
    }

    void assertLive(Held held, TerminalLogin terminal) {
        assertEquals(List.of(200, 200, 200), statuses(held));
        assertEquals(List.of(200, 200), terminal.statuses());
    }

    /** Nothing is waited for: what is asked at once is refused at once. */
    void assertOverWithinASecond(Held held, TerminalLogin terminal) {
        Instant asked = Instant.now();
        assertEquals(List.of(403, 401, 401), statuses(held));
        assertEquals(List.of(401, 401), terminal.statuses());
        Duration took = Duration.between(asked, Instant.now());
        assertTrue(took.compareTo(Duration.ofSeconds(1)) < 0, took::toString);
    }

    private List<Integer> statuses(Held held) {
        String question = "{\"action\":{\"name\":\"reports:Get\"},\"resource\":{\"type\":\"arn\",\"id\":\"*\"}}";
        return List.of(
                status(Signed.post("Action=GetCallerIdentity&Version=2011-06-15", held.keys()), "127.0.0.1", Map.of()),
                status(Signed.json("/access/v1/evaluation", question, held.keys(), "daypass"), "127.0.0.1", Map.of()),
                status(
                        Signed.get("/docs", held.keys(), SITE, "daypass"),
                        "127.0.0.2",
                        Map.of("X-Original-Method", "GET", "X-Original-Host", SITE, "X-Original-Uri", "/docs")));
    }

    /** Sends a request from one of this machine's addresses; a site's proxy asks about it instead of sending it. */
    private int status(Signed request, String from, Map<String, String> original) {
        byte[] body = request.body().getBytes(StandardCharsets.UTF_8);
        var head = new StringBuilder();
        head.append(original.isEmpty() ? request.method() + " " + request.path() : "GET /forward-auth")
                .append(" HTTP/1.1\r\nConnection: close\r\n");
        original.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        for (HeaderLines.Line line : request.headers()) {
            boolean own = line.name().equalsIgnoreCase("host") && !original.isEmpty();
            if (!line.name().equalsIgnoreCase("content-length")) {
                head.append(line.name())
                        .append(": ")
                        .append(own ? Signed.HOST : line.value())
                        .append("\r\n");
            }
        }
        if (body.length > 0) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), broker.getPort(), InetAddress.getByName(from), 0)) {
            socket.setSoTimeout(30_000);
            var out = socket.getOutputStream();
            out.write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
            out.write(body);
            out.flush();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
