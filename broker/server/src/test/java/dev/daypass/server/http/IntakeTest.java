package dev.daypass.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A body arrives as it was sent, however it was cut on its way. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class IntakeTest {
    private static final String BODY =
            IntStream.range(0, 40_000).mapToObj(Integer::toString).collect(Collectors.joining(","));

    private final TestServer server;

    IntakeTest() throws IOException {
        server = new TestServer(HttpLimits.standard());
    }

    @AfterAll
    void close() {
        server.close();
    }

    @Test
    void bodyInPiecesComesWhole() throws IOException {
        for (int piece : List.of(997, 16 * 1024, 16 * 1024 + 1, 70_000, BODY.length())) {
            try (var client = new RawHttp(server.port())) {
                client.send(head("Content-Length: " + BODY.length()));
                for (int at = 0; at < BODY.length(); at += piece) {
                    client.send(BODY.substring(at, Math.min(BODY.length(), at + piece)));
                }
                assertEquals(BODY, client.read().body(), "in pieces of " + piece);
            }
        }
    }

    @Test
    void chunkedBodyComesWhole() throws IOException {
        try (var client = new RawHttp(server.port())) {
            client.send(head("Transfer-Encoding: chunked"));
            for (int at = 0; at < BODY.length(); at += 10_000) {
                String chunk = BODY.substring(at, Math.min(BODY.length(), at + 10_000));
                client.send(Integer.toHexString(chunk.length()) + "\r\n" + chunk + "\r\n");
            }
            client.send("0\r\n\r\n");
            assertEquals(BODY, client.read().body());
        }
    }

    @Test
    void nextRequestOnTheConnectionStartsBehindTheBody() throws IOException {
        try (var client = new RawHttp(server.port())) {
            client.send(head("Content-Length: 3") + "one" + head("Content-Length: 5") + "three");
            assertEquals("one", client.read().body());
            assertEquals("three", client.read().body());
        }
    }

    private static String head(String framing) {
        return "POST /mirror HTTP/1.1\r\nHost: broker.example\r\n" + framing + "\r\n\r\n";
    }
}
