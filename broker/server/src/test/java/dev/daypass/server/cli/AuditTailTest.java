package dev.daypass.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code audit tail --follow} shows what comes, each entry once, until somebody stops it. */
final class AuditTailTest {
    private final List<String> entries = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String query = exchange.getRequestURI().getQuery();
            asked.add(query);
            byte[] answer =
                    newest(Integer.parseInt(query.substring("tail=".length()))).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    private String newest(int most) {
        return entries.subList(Math.max(0, entries.size() - most), entries.size()).stream()
                .map(entry -> "\"{\\\"at\\\":\\\"" + entry + "\\\"}\"")
                .collect(Collectors.joining(",", "{\"entries\":[", "]}"));
    }

    @AfterEach
    void close() {
        server.stop(0);
        assertTrue(Thread.interrupted(), "whoever stopped it is told");
    }

    @Test
    void entriesAreShownOnceAsTheyCome() {
        entries.addAll(List.of("one", "two", "three"));
        CommandRun run = follow(2, List.of(List.of(), List.of("four"), List.of("five", "six")));

        assertEquals(List.of("two", "three", "four", "five", "six"), shown(run));
        assertEquals(List.of("tail=2", "tail=50", "tail=50", "tail=50"), asked);
        assertEquals(0, run.status(), run.err());
    }

    @Test
    void anEmptyAuditIsFollowedToo() {
        assertEquals(List.of("one"), shown(follow(1, List.of(List.of(), List.of("one")))));
    }

    @Test
    void manyAtOnceAreAskedForAgain() {
        entries.add("first");
        CommandRun run = follow(1, List.of(many("a", 400)));

        assertEquals(401, shown(run).size());
        assertEquals(List.of("tail=1", "tail=50", "tail=1000"), asked);
        assertEquals("", run.err());
    }

    @Test
    void whatIsLeftOutIsSaid() {
        entries.add("first");
        CommandRun run = follow(1, List.of(many("a", 1_200), List.of("last")));

        List<String> shown = shown(run);
        assertEquals(1_002, shown.size());
        assertEquals("a200", shown.get(1));
        assertEquals("last", shown.get(1_001));
        assertTrue(run.err().startsWith("more than 1000 entries came at once"), run.err());
    }

    private static List<String> many(String name, int count) {
        return IntStream.range(0, count).mapToObj(i -> name + i).toList();
    }

    private static List<String> shown(CommandRun run) {
        return run.out().lines().map(String::strip).toList();
    }

    /** Follows while more and more happens, a little each second, and is then stopped. */
    private CommandRun follow(int number, List<List<String>> happenings) {
        Iterator<List<String>> next = happenings.iterator();
        var desk = new Desk(
                new SecureRandom(),
                duration -> {
                    assertEquals(Duration.ofSeconds(1), duration);
                    if (!next.hasNext()) {
                        throw new InterruptedException();
                    }
                    entries.addAll(next.next());
                },
                new CommandRun.NoBrowser());
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        var words = new ArrayList<>(List.of("audit", "tail", "--follow", "-n", Integer.toString(number), "--url", url));
        return CommandRun.at(desk, Map.of("DAYPASS_ADMIN_TOKEN", "right"), Map.of(), words.toArray(String[]::new));
    }
}
