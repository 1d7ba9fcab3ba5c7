package dev.daypass.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** security.md 0.4 and W08, W10, W11, W20 to W22: each bad request right behind an honest one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FramingTest {
    private static final String HOST = "Host: broker.example\r\n";

    private final TestServer server;

    FramingTest() throws IOException {
        server = new TestServer(HttpLimits.standard());
    }

    @BeforeAll
    void honestRequestIsAnswered() throws IOException {
        assertEquals(
                200,
                RawHttp.once(server.port(), "GET /?a=b HTTP/1.1\r\n" + HOST + "\r\n")
                        .status());
        assertEquals(
                200,
                RawHttp.once(server.port(), "POST / HTTP/1.1\r\n" + HOST + "Content-Length: 3\r\n\r\nabc")
                        .status());
        assertEquals(
                200,
                RawHttp.once(
                                server.port(),
                                "POST / HTTP/1.1\r\n" + HOST
                                        + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n")
                        .status());
        assertEquals(
                200,
                RawHttp.once(server.port(), "GET http://broker.example/ HTTP/1.1\r\n" + HOST + "\r\n")
                        .status());
        assertEquals(
                200,
                RawHttp.once(server.port(), "GET /things/a%40b HTTP/1.1\r\n" + HOST + "\r\n")
                        .status());
    }

    @AfterAll
    void close() {
        server.close();
    }

    static Stream<Arguments> badRequests() {
        return Stream.of(
                bad("W20 unknown transfer encoding", post("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n")),
                bad(
                        "W20 two transfer encodings in one line",
                        post("Transfer-Encoding: chunked, identity\r\n", "0\r\n\r\n")),
                bad(
                        "W20 two transfer encoding lines",
                        post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n")),
                bad("W20 transfer encoding nobody knows", post("Transfer-Encoding: foo\r\n", "")),
                bad("W20 transfer encoding in capitals", post("Transfer-Encoding: CHUNKED\r\n", "0\r\n\r\n")),
                bad(
                        "W20 length and transfer encoding",
                        post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n")),
                bad("W20 two lengths", post("Content-Length: 3\r\nContent-Length: 3\r\n", "abc")),
                bad("W20 length with a sign", post("Content-Length: +3\r\n", "abc")),
                bad("W20 folded header", "GET / HTTP/1.1\r\n" + HOST + "X-Seen: a\r\n b\r\n\r\n"),
                bad("W20 folded with a tab", "GET / HTTP/1.1\r\n" + HOST + "X-Seen: a\r\n\tb\r\n\r\n"),
                bad("W20 folded first header", "GET / HTTP/1.1\r\n X-Seen: a\r\n" + HOST + "\r\n"),
                bad("W20 folded behind empty lines", "\r\n\r\nGET / HTTP/1.1\r\n" + HOST + "X-Seen: a\r\n b\r\n\r\n"),
                bad("W20 space before colon", "GET / HTTP/1.1\r\n" + HOST + "X-Seen : a\r\n\r\n"),
                bad("W21 three carriage returns", "GET / HTTP/1.1\r\n" + HOST + "\r\r\r"),
                bad("W21 bare line feed", "GET / HTTP/1.1\nHost: broker.example\n\n"),
                bad("W21 NUL in a header", "GET / HTTP/1.1\r\n" + HOST + "X-Seen: a\0b\r\n\r\n"),
                bad("W10 no host", "GET / HTTP/1.1\r\n\r\n"),
                bad("W10 two hosts", "GET / HTTP/1.1\r\n" + HOST + HOST + "\r\n"),
                bad("W10 absolute form of another authority", "GET http://other.example/ HTTP/1.1\r\n" + HOST + "\r\n"),
                bad("W10 absolute form of another scheme", "GET ftp://broker.example/ HTTP/1.1\r\n" + HOST + "\r\n"),
                bad("W10 authority form", "GET broker.example:80 HTTP/1.1\r\n" + HOST + "\r\n"),
                bad("W11 dot steps", get("/things/../")),
                bad("W11 escaped dots", get("/things/%2e%2e/")),
                bad("W11 half escaped dots", get("/things/.%2E/x")),
                bad("W11 escaped slash", get("/things%2fx")),
                bad("W11 twice escaped slash", get("/things/%252f")),
                bad("W11 path parameter", get("/things;/x")),
                bad("W11 path parameter with dots", get("/things/..;/x")),
                bad("W11 double slash", get("//things")),
                bad("W11 slash at the end of a step", get("/things/")),
                bad("W11 backslash", get("/things\\x")),
                bad("W11 escaped letter", get("/%74hings/x")),
                bad("W11 escaped NUL", get("/things/%00")),
                bad("W11 broken escape", get("/things/%4")),
                bad("W11 raw high octet", get("/things/\u00e9")),
                bad("W11 fragment", get("/things/a#b")),
                bad("W08 escaped line end in a step", get("/things/a%0d%0ab")),
                bad("a protocol nobody knows", "GET / HTTP/9.9\r\n" + HOST + "\r\n"),
                Arguments.of(
                        "HTTP/1.0 with transfer encoding",
                        "POST / HTTP/1.0\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badRequests")
    void isRefusedAndTheConnectionClosed(String name, String request) {
        assertTimeout(Duration.ofSeconds(2), () -> {
            try (var client = new RawHttp(server.port())) {
                client.send(request);
                RawHttp.Reply reply = client.read();
                assertEquals(400, reply.status(), name);
                assertTrue(client.isClosed(), name);
            }
        });
    }

    @Test
    void foldedLineInAPipelinedRequestIsRefused() throws IOException {
        String first = post("Content-Length: 3\r\n", "abc");
        try (var client = new RawHttp(server.port())) {
            client.send(first + get("/things/x") + first);
            assertEquals(200, client.read().status());
            assertEquals(200, client.read().status());
            assertEquals(200, client.read().status());
        }
        try (var client = new RawHttp(server.port())) {
            client.send(first + "GET / HTTP/1.1\r\n" + HOST + "X-Seen: a\r\n b\r\n\r\n");
            assertEquals(200, client.read().status());
            assertEquals(400, client.read().status());
            assertTrue(client.isClosed());
        }
    }

    @Test
    void bodyThatLooksLikeAFoldedHeadIsABody() throws IOException {
        try (var client = new RawHttp(server.port())) {
            client.send(post("Content-Length: 9\r\n", "a\r\n b\r\n\r\n"));
            assertEquals("/|||9", client.read().body());
            client.send(get("/things/x"));
            assertEquals(200, client.read().status());
        }
    }

    @Test
    void headInManyPiecesIsReadAsOne() throws IOException {
        try (var client = new RawHttp(server.port())) {
            for (char c : post("Content-Length: 2\r\nX-Seen: yes\r\n", "ab").toCharArray()) {
                client.send(String.valueOf(c));
            }
            assertEquals("/||yes|2", client.read().body());
        }
    }

    @Test
    void chunkedRequestIsTheLastOnItsConnection() throws IOException {
        try (var client = new RawHttp(server.port())) {
            client.send(post("Transfer-Encoding: chunked\r\n", "3\r\nabc\r\n0\r\n\r\n") + get("/things/smuggled"));
            assertEquals("/|||3", client.read().body());
            assertTrue(client.isClosed());
        }
    }

    @Test
    void faultsAreToldAsJsonWithTheCorrelationIdAndWithoutCaching() throws IOException {
        RawHttp.Reply reply = RawHttp.once(server.port(), get("/nowhere"));
        assertEquals(404, reply.status());
        assertTrue(reply.body().startsWith("{\"error\":{\"code\":\"not_found\""), reply.body());
        assertTrue(reply.head().contains("Correlation-Id: id-"), reply.head());
        assertTrue(reply.head().contains("Cache-Control: no-store"), reply.head());
        assertTrue(reply.head().contains("frame-ancestors 'none'"), reply.head());
        assertFalse(reply.head().toLowerCase(java.util.Locale.ROOT).contains("\r\nserver:"), reply.head());
    }

    @Test
    void otherMethodIsRefusedWithTheMethodsThatAreTaken() throws IOException {
        RawHttp.Reply reply = RawHttp.once(server.port(), "DELETE / HTTP/1.1\r\n" + HOST + "\r\n");
        assertEquals(405, reply.status());
        assertTrue(reply.head().contains("Allow: GET, POST"), reply.head());
        assertEquals(
                405,
                RawHttp.once(server.port(), "DELETE / HTTP/1.1\r\n" + HOST + "X-HTTP-Method-Override: GET\r\n\r\n")
                        .status());
    }

    @Test
    void faultOfAnEndpointSaysNothingAboutItself() throws IOException {
        RawHttp.Reply reply = RawHttp.once(server.port(), get("/broken"));
        assertEquals(500, reply.status());
        assertFalse(reply.body().contains("on purpose"), reply.body());
    }

    private static Arguments bad(String name, String request) {
        return Arguments.of(name, request);
    }

    private static String get(String target) {
        return "GET " + target + " HTTP/1.1\r\n" + HOST + "\r\n";
    }

    private static String post(String headers, String body) {
        return "POST / HTTP/1.1\r\n" + HOST + headers + "\r\n" + body;
    }
}
