package dev.daypass.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.daypass.server.sts.Signed;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the STS refuses at the door, some of it the parser's own doing, has its form of error and one audit entry. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DoorAttackTest {
    private static final String HOST = "Host: " + Signed.HOST + "\r\n";
    private static final String BODY = "Action=GetCallerIdentity&Version=2011-06-15";
    private static final String MALFORMED = "REQUEST_AUTHENTICATION REFUSED REQUEST_MALFORMED";
    private static final String TOO_MUCH = "REQUEST_AUTHENTICATION REFUSED LIMIT_EXCEEDED";

    private final AttackedBroker broker;

    DoorAttackTest(@TempDir Path directory) {
        broker = AttackedBroker.start(directory);
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    /**
     * One attack.
     *
     * @param audited kind, outcome and reason of its one audit entry
     */
    private record Attack(String name, int status, String code, String audited, String request) {}

    @TestFactory
    Stream<DynamicTest> refusedAtTheDoor() {
        return attacks().map(attack -> dynamicTest(attack.name(), () -> refuse(attack)));
    }

    private static Stream<Attack> attacks() {
        return Stream.of(
                new Attack(
                        "W24 body that is announced too large",
                        413,
                        "RequestEntityTooLarge",
                        TOO_MUCH,
                        post("/", "Content-Length: 1073741824", "Action=")),
                new Attack(
                        "W22 body that grows too large",
                        413,
                        "RequestEntityTooLarge",
                        TOO_MUCH,
                        post(
                                "/sts",
                                "Transfer-Encoding: chunked",
                                ("1000\r\n" + "x".repeat(0x1000) + "\r\n").repeat(70) + "0\r\n\r\n")),
                new Attack(
                        "W20 two lengths",
                        400,
                        "MalformedInput",
                        MALFORMED,
                        post("/", "Content-Length: 43\r\nContent-Length: 44", BODY)),
                new Attack(
                        "W24 length that is none",
                        400,
                        "MalformedInput",
                        MALFORMED,
                        post("/aws/sts", "Content-Length: 0x10", BODY)),
                new Attack(
                        "W24 length beyond all numbers",
                        400,
                        "MalformedInput",
                        MALFORMED,
                        post("/", "Content-Length: 99999999999999999999", BODY)),
                new Attack(
                        "W24 more headers than the parser takes",
                        400,
                        "MalformedInput",
                        MALFORMED,
                        post("/", "X-A: b\r\n".repeat(210) + "Content-Length: 43", BODY)),
                new Attack(
                        "W24 header longer than the parser takes",
                        431,
                        "RequestHeaderTooLarge",
                        TOO_MUCH,
                        post("/", "X-A: " + "b".repeat(66_000) + "\r\nContent-Length: 43", BODY)),
                new Attack("W20 request line without an end", 400, "MalformedInput", MALFORMED, "nonsense\r\n\r\n"),
                new Attack(
                        "W20 protocol that is none",
                        400,
                        "MalformedInput",
                        MALFORMED,
                        "POST /sts HTTP/2.7\r\n" + HOST + "\r\n"),
                new Attack(
                        "W20 target of another host",
                        400,
                        "MalformedInput",
                        MALFORMED,
                        "GET http://evil.example.com/sts HTTP/1.1\r\n" + HOST + "\r\n"),
                new Attack(
                        "W20 method that nobody takes",
                        405,
                        "InvalidAction",
                        MALFORMED,
                        "DELETE /sts HTTP/1.1\r\n" + HOST + "\r\n"));
    }

    private void refuse(Attack attack) {
        honest();
        Holdings before = broker.holdings();
        Wire.Reply reply = Wire.send(broker.port(), attack.request().getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(attack.status(), reply.status(), reply::toString);
        Refused.inForm(reply);
        assertEquals(attack.code(), reply.code());
        assertEquals("no-store", reply.header("Cache-Control").orElse(""));
        assertEquals(
                List.of(attack.audited()),
                broker.audit.of(reply).stream().map(AuditTrail.Entry::told).toList());
        assertEquals(before, broker.holdings(), "something was stored");
        honest();
    }

    private void honest() {
        assertEquals(200, broker.whoAmI(broker.alice()).status());
    }

    private static String post(String path, String more, String body) {
        return "POST " + path + " HTTP/1.1\r\n" + HOST + "Content-Type: " + Wire.FORM + "\r\n" + more + "\r\n\r\n"
                + body;
    }
}
