package dev.daypass.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators' verbs ask of the admin API, and how they tell its answers. */
final class OperatorVerbsTest {
    private static final Map<String, String> TOKEN = Map.of("DAYPASS_ADMIN_TOKEN", "right");

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void sessionsAreListedAsATable() {
        CommandRun run = run("sessions", "list", "--role", "prod/ReadOnly");

        assertEquals(0, run.status(), run.err());
        assertEquals(List.of("GET /api/v1/sessions?role=prod%2FReadOnly "), asked);
        List<String> lines = run.out().lines().toList();
        assertTrue(lines.get(1)
                .matches("ASIAEXAMPLE234567ABC +prod/ReadOnly +alice \\(corp\\) +2026-01-01T00:00:00Z +live"));
        assertEquals("1 session", lines.get(2));
    }

    @Test
    void sessionsAreListedAsJson() {
        CommandRun run = run("sessions", "list", "--json");

        assertTrue(run.out().contains("\"revoked\" : false"), run.out());
    }

    @Test
    void revokingNamesASessionARoleOrAPerson() {
        assertEquals(0, run("sessions", "revoke", "ASIAEXAMPLE234567ABC").status());
        assertEquals(0, run("sessions", "revoke", "--role", "prod/ReadOnly").status());
        CommandRun person = run("sessions", "revoke", "--subject", "alice", "--provider", "corp");

        assertEquals("revoked: whatever began before 2026-01-01T00:00:00Z\n", person.out());
        assertEquals("POST /api/v1/sessions/ASIAEXAMPLE234567ABC/revoke {}", asked.get(0));
        assertEquals("POST /api/v1/roles/prod/ReadOnly/revoke {}", asked.get(1));
        assertTrue(asked.get(2).startsWith("POST /api/v1/subjects/revoke {"), asked.get(2));
        assertTrue(asked.get(2).contains("\"provider\" : \"corp\""), asked.get(2));
    }

    @Test
    void revokingNothingOrTwoThingsIsWrongUsage() {
        assertEquals(2, run("sessions", "revoke").status());
        assertEquals(
                2, run("sessions", "revoke", "X", "--role", "prod/ReadOnly").status());
        assertEquals(2, run("sessions", "revoke", "--role", "ReadOnly").status());
        assertTrue(asked.isEmpty());
    }

    @Test
    void keysAreRotated() {
        assertEquals(
                "key 7 seals in five minutes, when every broker has it; new keys sign tokens then too\n",
                run("keys", "rotate").out());
        assertEquals(List.of("POST /api/v1/keys/rotate {}"), asked);
    }

    @Test
    void auditEntriesAreToldInOneLineEach() {
        CommandRun run = run("audit", "tail", "-n", "1");

        assertEquals(List.of("GET /api/v1/audit?tail=1 "), asked);
        assertEquals(
                "2026-01-01T00:00:00.000Z  ASSUME_ROLE  REFUSED RULE_DENIES  subject=carol  role=prod/ReadOnly\n",
                run.out());
        assertTrue(run("audit", "tail", "--json").out().startsWith("{\"at\":"));
    }

    @Test
    void aWrongTokenIsRefusedInOneLine() {
        CommandRun run = CommandRun.with(Map.of("DAYPASS_ADMIN_TOKEN", "wrong"), "keys", "rotate", "--url", url());

        assertEquals(1, run.status());
        assertEquals(
                "daypass: admin_not_allowed: the admin API wants its bearer token (correlation id c-1)\n", run.err());
    }

    @Test
    void withoutATokenNothingIsAsked() {
        CommandRun run = CommandRun.with(Map.of(), "keys", "rotate", "--url", url());

        assertEquals(2, run.status());
        assertTrue(run.err().contains("DAYPASS_ADMIN_TOKEN"), run.err());
        assertTrue(asked.isEmpty());
    }

    @Test
    void aBrokerThatIsNotThereIsSaid() {
        server.stop(0);
        CommandRun run = run("keys", "rotate");

        assertEquals(1, run.status());
        assertTrue(run.err().contains("cannot be reached"), run.err());
        assertFalse(run.err().contains("\tat "), run.err());
    }

    private CommandRun run(String... words) {
        String[] all =
                Stream.concat(Arrays.stream(words), Stream.of("--url", url())).toArray(String[]::new);
        return CommandRun.with(TOKEN, all);
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
            boolean admitted = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                    .filter("Bearer right"::equals)
                    .isPresent();
            byte[] answer = (admitted ? answerTo(exchange.getRequestURI().getPath()) : refusal())
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(admitted ? 200 : 401, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private static String refusal() {
        return "{\"error\":{\"code\":\"admin_not_allowed\",\"message\":\"the admin API wants its bearer token\","
                + "\"correlationId\":\"c-1\"}}";
    }

    private static String answerTo(String path) {
        return switch (path) {
            case "/api/v1/sessions" ->
                "{\"sessions\":[{\"id\":\"ASIAEXAMPLE234567ABC\",\"owner\":\"prod/ReadOnly\","
                        + "\"subject\":\"alice\",\"provider\":\"corp\",\"expiresAt\":\"2026-01-01T00:00:00Z\",\"revoked\":false}]}";
            case "/api/v1/keys/rotate" -> "{\"version\":7}";
            case "/api/v1/audit" ->
                "{\"entries\":[\"{\\\"at\\\":\\\"2026-01-01T00:00:00.000Z\\\",\\\"kind\\\":\\\"ASSUME_ROLE\\\","
                        + "\\\"outcome\\\":\\\"REFUSED\\\",\\\"reason\\\":\\\"RULE_DENIES\\\",\\\"facts\\\":{\\\"role\\\":"
                        + "[\\\"prod/ReadOnly\\\"],\\\"subject\\\":[\\\"carol\\\"]}}\"]}";
            default -> "{\"scope\":\"SESSION\",\"before\":\"2026-01-01T00:00:00Z\"}";
        };
    }
}
