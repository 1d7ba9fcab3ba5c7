package dev.daypass.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.SocketException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** W24: a Kerberos ticket of 19 KB fits into the header where tickets are shown, and nowhere else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TicketHeaderTest {
    private static final int TICKET = 19_000 * 4 / 3;
    private static final String PLACE = "/kerberos/corp-ad/login";

    private final TestServer server;

    TicketHeaderTest() throws IOException {
        server = new TestServer(HttpLimits.standard());
    }

    @AfterAll
    void close() {
        server.close();
    }

    @Test
    void ticketOfSomebodyInManyGroupsFits() throws IOException {
        assertEquals(200, get(PLACE, TICKET));
        assertEquals(200, get(PLACE + "?next=x", 60_000));
        assertEquals(404, get("/kerberos/corp-ad/elsewhere", TICKET));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/things/kerberos", "/kerberos", "/Kerberos/corp-ad/login", "/?/kerberos/"})
    void w24TicketFitsNowhereElse(String target) throws IOException {
        assertEquals(431, get(target, TICKET));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/kerberos/../",
                "/kerberos/%2e%2e/things/x",
                "//kerberos/x/login",
                "/kerberos/..;/x",
                "/#/kerberos/"
            })
    void w11DetoursThroughThePathAreRefused(String target) throws IOException {
        int status = get(target, TICKET);
        assertTrue(status == 400 || status == 431, "status " + status);
    }

    @Test
    void absoluteTargetIsJudgedByItsPath() throws IOException {
        assertEquals(200, get("http://broker.example" + PLACE, TICKET));
        assertEquals(431, get("http://broker.example/things/kerberos", TICKET));
    }

    @Test
    void w24HeaderBeyondItsLimitIsRefusedThereToo() throws IOException {
        assertEquals(431, get(PLACE, 65 * 1024));
        assertEquals(431, get(PLACE, 100_000));
        int status = refusedEarly(PLACE, 1 << 20);
        assertTrue(status == 431 || status == 0, "status " + status);
    }

    @Test
    void w24ManyLinesAreNotMoreThanElsewhere() throws IOException {
        var head = new StringBuilder("GET " + PLACE + " HTTP/1.1\r\nHost: broker.example\r\n");
        for (int i = 0; i < 101; i++) {
            head.append("X-").append(i).append(": a\r\n");
        }
        assertEquals(
                431, RawHttp.once(server.port(), head.append("\r\n").toString()).status());
    }

    private int refusedEarly(String target, int length) throws IOException {
        try {
            return get(target, length);
        } catch (SocketException reset) {
            return 0;
        }
    }

    private int get(String target, int length) throws IOException {
        String head = "GET " + target + " HTTP/1.1\r\nHost: broker.example\r\nAuthorization: Negotiate "
                + "Y".repeat(length) + "\r\n\r\n";
        return RawHttp.once(server.port(), head).status();
    }
}
