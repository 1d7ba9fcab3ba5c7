package dev.daypass.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.daypass.server.http.HeaderLines;
import dev.daypass.server.sts.Signed;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Requests that AWS's own signer signed, and somebody changed (T26 to T29). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SignatureAttackTest {
    private static final String ASK = "Action=GetCallerIdentity&Version=2011-06-15";
    private static final String MISMATCH = "SignatureDoesNotMatch";
    private static final String INCOMPLETE = "IncompleteSignature";

    private final AttackedBroker broker;
    private final Signed.Keys session;

    SignatureAttackTest(@TempDir Path directory) {
        broker = AttackedBroker.start(directory);
        session = broker.session();
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    /** Nothing of a signed request can be changed by one bit: not its lines, not its body. */
    @Test
    void t26EveryByteOfASignedRequestIsCovered() {
        byte[] honest = Wire.bytes(Signed.post(ASK, session.at(broker.clock.instant())));
        assertEquals(200, Wire.send(broker.port(), honest).status());
        int version = new String(honest, StandardCharsets.ISO_8859_1).indexOf(" HTTP/1.1\r\n");
        for (int at = 0; at < honest.length; at++) {
            // The protocol's version is the connection's own matter.
            if (at <= version || at > version + " HTTP/1.1".length() - 1) {
                byte[] changed = honest.clone();
                changed[at] ^= 1;
                refused(Wire.send(broker.port(), changed), "byte " + at);
            }
        }
        assertEquals(200, Wire.send(broker.port(), honest).status());
    }

    @TestFactory
    Stream<DynamicTest> changedHeaderIsRefused() {
        Signed honest = Signed.post(ASK, session);
        return Stream.of("Authorization", "X-Amz-Date", "X-Amz-Security-Token", "Host", "Content-Type")
                .flatMap(name -> Stream.<Attack>of(
                        new Attack("T26 without " + name, request -> request.without(name), ""),
                        new Attack("T26 " + name + " twice", request -> twice(request, name), ""),
                        new Attack("T26 empty " + name, request -> request.changed(name, value -> ""), ""),
                        new Attack(
                                "T26 " + name + " with more",
                                request -> request.changed(name, value -> value + "x"),
                                ""),
                        new Attack(
                                "T26 folded " + name, request -> request.changed(name, value -> value + "\r\n x"), "")))
                .map(attack -> dynamicTest(attack.name(), () -> refuse(attack, honest)));
    }

    @TestFactory
    Stream<DynamicTest> badSignatureIsRefusedByItsOwnCode() {
        return Stream.of(
                        authorization("T26 signature empty", INCOMPLETE, text -> cut(text, 64)),
                        authorization("T26 signature of 63 digits", INCOMPLETE, text -> cut(text, 1)),
                        authorization("T26 signature no hex", INCOMPLETE, text -> cut(text, 1) + "g"),
                        authorization("T26 signature in capitals", INCOMPLETE, SignatureAttackTest::capitals),
                        authorization("T26 signature all zero", MISMATCH, text -> cut(text, 64) + "0".repeat(64)),
                        authorization("T26 other region", MISMATCH, text -> text.replace("eu-west-1", "eu-west-2")),
                        authorization("T26 other service", MISMATCH, text -> text.replace("/sts/", "/iam/")),
                        authorization(
                                "T26 other day", MISMATCH, text -> text.replaceFirst("/20[0-9]{6}/", "/20200101/")),
                        authorization(
                                "T26 other terminator",
                                INCOMPLETE,
                                text -> text.replace("aws4_request", "aws5_request")),
                        authorization(
                                "T26 other algorithm", INCOMPLETE, text -> text.replace("HMAC-SHA256", "HMAC-SHA1")),
                        authorization("T26 host not signed", MISMATCH, text -> text.replace("host;", "")),
                        authorization("T26 date not signed", MISMATCH, text -> text.replace(";x-amz-date", "")),
                        authorization(
                                "T26 session token not signed",
                                MISMATCH,
                                text -> text.replace(";x-amz-security-token", "")),
                        authorization("T26 signed headers unsorted", INCOMPLETE, text -> text.replace("host;", "")
                                .replace("x-amz-date", "x-amz-date;host")),
                        authorization(
                                "T26 signed header that is not there",
                                MISMATCH,
                                text -> text.replace("content-type;", "content-type;cookie;")),
                        authorization("T26 credential twice", INCOMPLETE, text -> text + ", Credential=x"),
                        authorization(
                                "T31 unknown key",
                                "InvalidClientTokenId",
                                text -> text.replace(session.id(), "ASIAZZZZ234567234567")),
                        new Attack(
                                "T27 body swapped",
                                request -> request.withBody("Action=GetSessionToken&Version=2011-06-15"),
                                MISMATCH),
                        new Attack("T27 body taken away", request -> request.withBody(""), "MissingAction"),
                        new Attack(
                                "T27 unsigned payload",
                                request -> request.plus("X-Amz-Content-Sha256", "UNSIGNED-PAYLOAD"),
                                MISMATCH),
                        new Attack(
                                "T27 parameter in the query",
                                request -> request.withQuery("Action=GetSessionToken"),
                                "MalformedQueryString"),
                        new Attack(
                                "T27 two signatures",
                                request -> request.withQuery("X-Amz-Signature=" + "0".repeat(64)),
                                INCOMPLETE),
                        new Attack("T28 other path", request -> request.withPath("/sts"), MISMATCH))
                .map(attack -> dynamicTest(attack.name(), () -> refuse(attack, Signed.post(ASK, session))));
    }

    @TestFactory
    Stream<DynamicTest> t28PathHasOneForm() {
        return Stream.of(
                        "//",
                        "/./",
                        "/../",
                        "/%2f",
                        "/%2F",
                        "/%252f",
                        "/sts/",
                        "/sts/../sts",
                        "/%73ts",
                        "/st%C3%A9",
                        "/sts;a=b",
                        "/sts%20",
                        "/STS",
                        "*",
                        "http://other.example.com/")
                .map(path -> dynamicTest(
                        "T28 " + path,
                        () -> refuse(
                                new Attack(path, request -> request.withPath(path), ""),
                                Signed.post("/sts", Map.of(), ASK, session.at(broker.clock.instant()), "sts"))));
    }

    @TestFactory
    Stream<DynamicTest> requestOutOfTimeIsRefused() {
        return Stream.of(-16L, 16L)
                .map(minutes -> dynamicTest("T26 signed " + minutes + " minutes from now", () -> {
                    Instant now = broker.clock.instant();
                    honest(Signed.post(
                            ASK, session.at(now.plus(Duration.ofMinutes(minutes - Long.signum(minutes) * 2L)))));
                    Wire.Reply reply = Wire.send(
                            broker.port(), Signed.post(ASK, session.at(now.plus(Duration.ofMinutes(minutes)))));
                    Refused.inForm(reply);
                    assertEquals("RequestExpired", reply.code());
                }));
    }

    @TestFactory
    Stream<DynamicTest> presignedRequestIsBoundToo() {
        return Stream.of(
                        new Attack(
                                "T29 extra parameter",
                                request -> request.withQuery(request.query() + "&DurationSeconds=900"),
                                "ValidationError"),
                        new Attack(
                                "T29 Action by another case",
                                request -> request.withQuery(request.query() + "&action=GetSessionToken"),
                                "MalformedQueryString"),
                        new Attack(
                                "T29 Action twice",
                                request -> request.withQuery("Action=GetSessionToken&" + request.query()),
                                "MalformedQueryString"),
                        query("T29 longer life", "X-Amz-Expires=60", "X-Amz-Expires=600", MISMATCH),
                        query("T29 no life", "X-Amz-Expires=60", "X-Amz-Expires=0", INCOMPLETE),
                        query("T29 odd life", "X-Amz-Expires=60", "X-Amz-Expires=0x60", INCOMPLETE),
                        query("T29 for ever", "X-Amz-Expires=60", "X-Amz-Expires=9999999", "RequestExpired"),
                        query("T29 other action", "GetCallerIdentity", "GetSessionToken", MISMATCH),
                        query("T29 host not signed", "SignedHeaders=host", "SignedHeaders=x", MISMATCH),
                        query("T29 other version", "Version=2011-06-15", "Version=2011-06-16", "InvalidAction"),
                        query("T29 percent-encoded name", "Action=", "%41ction=", ""),
                        new Attack(
                                "T29 method",
                                request -> new Signed("POST", request.path(), request.query(), request.headers(), ""),
                                MISMATCH),
                        new Attack(
                                "T29 token in a header too",
                                request -> request.plus(
                                        "X-Amz-Security-Token", session.token().orElseThrow()),
                                INCOMPLETE))
                .map(attack -> dynamicTest(attack.name(), () -> {
                    Signed honest = Signed.presigned(ASK, session.at(broker.clock.instant()), Duration.ofSeconds(60));
                    if (attack.code().isEmpty()) {
                        // Another spelling of the very same request.
                        honest(honest);
                        assertNotEquals(
                                500,
                                Wire.send(broker.port(), attack.change().apply(honest))
                                        .status());
                    } else {
                        refuse(attack, honest);
                    }
                }));
    }

    /**
     * A change.
     *
     * @param code that must be answered; empty if any refusal will do
     */
    private record Attack(String name, UnaryOperator<Signed> change, String code) {}

    private static Attack authorization(String name, String code, UnaryOperator<String> change) {
        return new Attack(name, request -> request.changed("Authorization", change), code);
    }

    private static Attack query(String name, String from, String to, String code) {
        return new Attack(
                name,
                request -> {
                    assertTrue(request.query().contains(from), request.query());
                    return request.withQuery(request.query().replace(from, to));
                },
                code);
    }

    private void refuse(Attack attack, Signed honest) {
        honest(honest);
        Signed changed = attack.change().apply(honest);
        assertNotEquals(honest, changed, "nothing was changed");
        Wire.Reply reply = Wire.send(broker.port(), changed);
        refused(reply, attack.name());
        if (!attack.code().isEmpty()) {
            Refused.inForm(reply);
            assertEquals(attack.code(), reply.code(), reply::toString);
            assertEquals(1, broker.audit.of(reply).size());
        }
    }

    private void honest(Signed request) {
        Wire.Reply reply = Wire.send(broker.port(), request);
        assertEquals(200, reply.status(), () -> "honest twin: " + reply);
    }

    /** Refused with an answer, or the connection closed. */
    private static void refused(Wire.Reply reply, String what) {
        assertTrue(reply.status() == 0 || (reply.status() >= 400 && reply.status() < 500), () -> what + ": " + reply);
    }

    private static Signed twice(Signed request, String name) {
        String value = request.headers().stream()
                .filter(line -> line.name().equalsIgnoreCase(name))
                .map(HeaderLines.Line::value)
                .findFirst()
                .orElseThrow();
        return request.plus(name, value);
    }

    private static String cut(String text, int characters) {
        return text.substring(0, text.length() - characters);
    }

    private static String capitals(String text) {
        return cut(text, 64) + text.substring(text.length() - 64).toUpperCase(Locale.ROOT);
    }
}
