package dev.daypass.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** W17, W18, W22 to W24: too much, too slow, too often. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LimitsTest {
    private static final String HOST = "Host: broker.example\r\n";

    private final TestServer server;

    LimitsTest() throws IOException {
        HttpLimits standard = HttpLimits.standard();
        server = new TestServer(new HttpLimits(
                1024,
                4096,
                standard.header(),
                standard.headers(),
                standard.parameters(),
                standard.connections(),
                new HttpLimits.Times(Duration.ofMillis(700), Duration.ofMillis(700), Duration.ofSeconds(2)),
                3));
    }

    @AfterAll
    void close() {
        server.close();
    }

    @Test
    void w24BodyOverItsLimitIsRefused() throws IOException {
        assertEquals(200, post("/small", "x".repeat(1024)).status());
        assertEquals(413, post("/small", "x".repeat(1025)).status());
        assertEquals(200, post("/", "x".repeat(4096)).status());
        assertEquals(413, post("/", "x".repeat(4097)).status());
    }

    @Test
    void w24AnnouncedGigabyteIsRefusedBeforeItIsSent() {
        assertTimeout(Duration.ofSeconds(2), () -> {
            String head = "POST / HTTP/1.1\r\n" + HOST + "Content-Length: 1073741824\r\n\r\n";
            assertEquals(413, RawHttp.once(server.port(), head).status());
        });
    }

    @Test
    void w22ChunkedBodyOverItsLimitIsRefused() throws IOException {
        String head = "POST /small HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n";
        String chunk = "100\r\n" + "x".repeat(256) + "\r\n";
        assertEquals(
                200,
                RawHttp.once(server.port(), head + chunk.repeat(4) + "0\r\n\r\n")
                        .status());
        assertEquals(
                413,
                RawHttp.once(server.port(), head + chunk.repeat(5) + "0\r\n\r\n")
                        .status());
    }

    @Test
    void chunkedBodyWithinItsLimitIsTakenHoweverItIsCut() throws IOException {
        try (var standard = new TestServer(HttpLimits.standard())) {
            String head = "POST / HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n";
            for (int size : new int[] {0x100, 0x1000, 0x4000, 0xFFF0}) {
                String chunk = Integer.toHexString(size) + "\r\n" + "x".repeat(size) + "\r\n";
                int count = 256 * 1024 / size;
                assertEquals(
                        200,
                        RawHttp.once(standard.port(), head + chunk.repeat(count) + "0\r\n\r\n")
                                .status(),
                        () -> count + " chunks of " + size);
            }
        }
    }

    @Test
    void w22GiantChunkSizeIsRefused() throws IOException {
        String head = "POST /small HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n";
        int status = RawHttp.once(server.port(), head + "FFFFFFFFFFFFFFFFF\r\nabc\r\n0\r\n\r\n")
                .status();
        assertTrue(status == 400 || status == 0, "status " + status);
    }

    @Test
    void w24HugeHeaderIsRefused() throws IOException {
        String fits = "GET / HTTP/1.1\r\n" + HOST + "X-Seen: " + "a".repeat(15_000) + "\r\n\r\n";
        String large = "GET / HTTP/1.1\r\n" + HOST + "X-Seen: " + "a".repeat(17_000) + "\r\n\r\n";
        String huge = "GET / HTTP/1.1\r\n" + HOST + "X-Seen: " + "a".repeat(200_000) + "\r\n\r\n";
        assertEquals(200, RawHttp.once(server.port(), fits).status());
        assertEquals(431, RawHttp.once(server.port(), large).status());
        int status = refusedEarly(huge);
        assertTrue(status == 431 || status == 0, "status " + status);
    }

    @Test
    void w24ManyHeadersAreRefused() throws IOException {
        assertEquals(200, withHeaders(99).status());
        assertEquals(431, withHeaders(101).status());
        int status = refusedEarly(headers(10_000));
        assertTrue(status == 400 || status == 0, "status " + status);
    }

    @Test
    void w24CompressedBodyIsRefused() throws IOException {
        String head = "POST / HTTP/1.1\r\n" + HOST + "Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc";
        assertEquals(415, RawHttp.once(server.port(), head).status());
    }

    @Test
    void w24ExpectationIsMetOrRefused() throws IOException {
        try (var client = new RawHttp(server.port())) {
            client.send("POST / HTTP/1.1\r\n" + HOST + "Expect: 100-continue\r\nContent-Length: 3\r\n\r\n");
            assertEquals(100, client.read().status());
            client.send("abc");
            assertEquals(200, client.read().status());
        }
        String head = "POST / HTTP/1.1\r\n" + HOST + "Expect: wonders\r\nContent-Length: 3\r\n\r\n";
        assertEquals(417, RawHttp.once(server.port(), head).status());
        String tooLong = "POST / HTTP/1.1\r\n" + HOST + "Expect: 100-continue\r\nContent-Length: 999999\r\n\r\n";
        assertEquals(413, RawHttp.once(server.port(), tooLong).status());
    }

    @Test
    void w23SlowHeadIsCutOff() throws IOException {
        try (var client = new RawHttp(server.port())) {
            client.send("GET / HTTP/1.1\r\n" + HOST);
            assertTimeout(Duration.ofSeconds(3), () -> assertTrue(drip(client, "X-Seen: a\r\n")));
        }
    }

    @Test
    void w23SlowBodyIsCutOff() throws IOException {
        try (var client = new RawHttp(server.port())) {
            client.send("POST / HTTP/1.1\r\n" + HOST + "Content-Length: 4000\r\n\r\n");
            assertTimeout(Duration.ofSeconds(3), () -> assertTrue(drip(client, "x")));
        }
    }

    @Test
    void w23SilentConnectionIsCutOff() throws IOException {
        try (var client = new RawHttp(server.port())) {
            assertTimeout(Duration.ofSeconds(4), () -> assertTrue(client.isClosed()));
        }
    }

    @Test
    void w18GuessesOfOneAddressAreSlowedDown() throws IOException {
        String guess = "GET /guess HTTP/1.1\r\n" + HOST + "\r\n";
        for (int i = 0; i < 3; i++) {
            assertEquals(403, RawHttp.once(server.port(), guess).status());
        }
        RawHttp.Reply reply = RawHttp.once(server.port(), guess);
        assertEquals(429, reply.status());
        assertTrue(reply.head().contains("Retry-After: 60"), reply.head());
        assertEquals(
                200,
                RawHttp.once(server.port(), "GET / HTTP/1.1\r\n" + HOST + "\r\n")
                        .status());
    }

    @Test
    void w17WhatObserversLearnIsNeverTheClientsOwn() throws IOException {
        RawHttp.once(server.port(), "BREW /made-up HTTP/1.1\r\n" + HOST + "\r\n");
        RawHttp.once(server.port(), "GET /things/made-up HTTP/1.1\r\n" + HOST + "\r\n");
        assertTrue(server.answered.stream().noneMatch(a -> a.toString().contains("made-up")));
        assertTrue(server.answered.stream().noneMatch(a -> a.method().equals("BREW")));
    }

    /** Sends a piece every 50 ms; true once the other end has closed. */
    private static boolean drip(RawHttp client, String piece) throws IOException, InterruptedException {
        for (int i = 0; i < 60; i++) {
            try {
                client.send(piece);
            } catch (IOException closed) {
                return true;
            }
            java.util.concurrent.locks.LockSupport.parkNanos(
                    Duration.ofMillis(50).toNanos());
        }
        return false;
    }

    private int refusedEarly(String request) throws IOException {
        try {
            return RawHttp.once(server.port(), request).status();
        } catch (java.net.SocketException reset) {
            return 0;
        }
    }

    private RawHttp.Reply withHeaders(int count) throws IOException {
        return RawHttp.once(server.port(), headers(count));
    }

    private static String headers(int count) {
        var request = new StringBuilder("GET / HTTP/1.1\r\n" + HOST);
        for (int i = 1; i < count; i++) {
            request.append("X-").append(i).append(": a\r\n");
        }
        return request.append("\r\n").toString();
    }

    private RawHttp.Reply post(String path, String body) throws IOException {
        return RawHttp.once(
                server.port(),
                "POST " + path + " HTTP/1.1\r\n" + HOST + "Content-Length: " + body.length() + "\r\n\r\n" + body);
    }
}
