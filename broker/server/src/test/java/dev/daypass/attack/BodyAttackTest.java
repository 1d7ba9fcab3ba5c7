package dev.daypass.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.daypass.server.http.HeaderLines;
import dev.daypass.server.sts.Signed;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Requests that want too much room or time (W24, W25, T13, T14): each is answered at once, and costs nobody anything. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BodyAttackTest {
    private static final long A_SECOND = 1_000;
    private static final int TRIES = 3;

    private final AttackedBroker broker;

    BodyAttackTest(@TempDir Path directory) {
        broker = AttackedBroker.start(directory);
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    /**
     * An attack.
     *
     * @param status where HTTP itself is broken, the answer has no body and nobody's form
     */
    private record Attack(String name, int status, Supplier<Wire.Reply> send) {}

    @TestFactory
    Stream<DynamicTest> greedyRequestIsRefusedAtOnce() {
        return Stream.of(
                        headers("W24 header of 20 KiB", 431, List.of(line("X-Long", "a".repeat(20_000)))),
                        headers(
                                "W24 thousands of headers",
                                400,
                                IntStream.range(0, 1_500)
                                        .mapToObj(i -> line("H" + i, ""))
                                        .toList()),
                        headers(
                                "W24 hundreds of headers",
                                400,
                                IntStream.range(0, 300)
                                        .mapToObj(i -> line("H" + i, "x"))
                                        .toList()),
                        headers("W24 compressed request", 415, List.of(line("Content-Encoding", "gzip"))),
                        headers("W24 unknown expectation", 417, List.of(line("Expect", "the unexpected"))),
                        new Attack("W24 ten thousand parameters", 400, () -> form(many(10_000, i -> "p" + i))),
                        new Attack("W24 body of a megabyte", 413, () -> form("SAMLAssertion=" + "A".repeat(1 << 20))),
                        new Attack(
                                "W24 multipart",
                                400,
                                () -> Wire.post(
                                        broker.port(),
                                        "/",
                                        "multipart/form-data; boundary=x",
                                        List.of(),
                                        "--x\r\n\r\n--x--")),
                        new Attack(
                                "W24 JSON at the STS",
                                400,
                                () -> Wire.post(broker.port(), "/", "application/json", List.of(), "{}")),
                        raw("W24 body shorter than told", 400, "Content-Length: 5000", "Action=GetCallerIdentity"),
                        raw("W24 length of a gigabyte", 413, "Content-Length: 1073741824", "Action="),
                        raw("W24 length that is none", 400, "Content-Length: 0x10", "Action="),
                        raw("W24 length beyond all numbers", 400, "Content-Length: 99999999999999999999", "Action="),
                        new Attack(
                                "W25 one hash for thousands of parameters",
                                400,
                                () -> form(many(5_000, BodyAttackTest::colliding))),
                        new Attack(
                                "W25 one hash for all parameters allowed",
                                400,
                                () -> form(many(256, BodyAttackTest::colliding))),
                        evaluation(
                                "W25 one hash for all keys of an object",
                                400,
                                "{"
                                        + IntStream.range(0, 1_800)
                                                .mapToObj(i -> "\"" + colliding(i) + "\":1")
                                                .collect(Collectors.joining(","))
                                        + "}"),
                        evaluation("W24 arrays nested deeply", 400, "{\"context\":" + "[".repeat(20_000) + "}"),
                        evaluation("W24 objects nested deeply", 400, "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000)),
                        evaluation(
                                "W24 number of fifty thousand digits", 400, "{\"context\":" + "9".repeat(50_000) + "}"),
                        evaluation("W24 JSON of 70 KiB", 413, " ".repeat(70_000)),
                        policy("T13 policy nested deeply", "[".repeat(2_000)),
                        policy(
                                "T13 policy with a name twice",
                                "{\"Version\":\"2012-10-17\",\"Version\":\"2012-10-17\",\"Statement\":[]}"),
                        policy(
                                "T13 policy with lower-case effect",
                                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}"),
                        policy(
                                "T13 policy with Action and NotAction",
                                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"NotAction\":\"x:y\",\"Resource\":\"*\"}]}"),
                        policy(
                                "T13 policy with an unknown member",
                                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\",\"Grant\":1}]}"))
                .map(attack -> dynamicTest(attack.name(), () -> refuse(attack)));
    }

    /** A wildcard that makes a simple matcher try everything (T14): legal, so it must be quick. */
    @TestFactory
    Stream<DynamicTest> legalButCostlyPolicyIsQuick() {
        return Stream.of("*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b", "?".repeat(1_000), "*".repeat(1_000), "*?".repeat(500))
                .map(pattern -> dynamicTest("T14 " + pattern.substring(0, 12), () -> {
                    Map<String, String> call = AttackedBroker.withSaml("");
                    call.put(
                            "Policy",
                            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"arn:daypass:x:::"
                                    + pattern + "\"}]}");
                    Signed.Keys narrowed = broker.credentials(quickest(() -> {
                        call.put("SAMLAssertion", broker.response());
                        return broker.sts(call);
                    }));
                    String id = "arn:daypass:x:::" + "a".repeat(1_900);
                    String body = "{\"action\":{\"name\":\"reports:Get\"},\"resource\":{\"type\":\"arn\",\"id\":\"" + id
                            + "\"}}";
                    Wire.Reply decided = quickest(() -> Wire.send(
                            broker.port(),
                            Signed.json(
                                    "/access/v1/evaluation", body, narrowed.at(broker.clock.instant()), "daypass")));
                    assertEquals(200, decided.status(), decided::toString);
                }));
    }

    private void refuse(Attack attack) {
        honest();
        Holdings before = broker.holdings();
        Wire.Reply reply = quickest(attack.send());
        assertEquals(attack.status(), reply.status(), reply::toString);
        if (!reply.body().isEmpty()) {
            assertTrue(!reply.code().isEmpty() && !reply.requestId().isEmpty(), reply::toString);
        }
        assertEquals(before, broker.holdings());
        honest();
    }

    private void honest() {
        assertEquals(200, broker.whoAmI(broker.alice()).status());
        assertEquals(200, broker.evaluate(broker.alice(), "reports:Get", "").status());
    }

    /** A busy machine may be slow; what takes long takes long always. */
    private static Wire.Reply quickest(Supplier<Wire.Reply> send) {
        Wire.Reply reply = send.get();
        for (int left = TRIES; reply.millis() >= A_SECOND && left > 0; left--) {
            reply = send.get();
        }
        long millis = reply.millis();
        assertTrue(millis < A_SECOND, () -> millis + " ms");
        return reply;
    }

    private Attack headers(String name, int status, List<HeaderLines.Line> headers) {
        return new Attack(
                name,
                status,
                () -> Wire.post(broker.port(), "/", Wire.FORM, headers, "Action=GetCallerIdentity&Version=2011-06-15"));
    }

    private Attack evaluation(String name, int status, String body) {
        return new Attack(
                name,
                status,
                () -> Wire.send(
                        broker.port(),
                        Signed.json(
                                "/access/v1/evaluation", body, broker.alice().at(broker.clock.instant()), "daypass")));
    }

    private Attack policy(String name, String policy) {
        return new Attack(name, 400, () -> {
            Map<String, String> call = AttackedBroker.assuming("Operator");
            call.put("Policy", policy);
            return broker.sts(call, broker.alice());
        });
    }

    private Attack raw(String name, int status, String length, String body) {
        String request = "POST / HTTP/1.1\r\nHost: " + Signed.HOST + "\r\nContent-Type: " + Wire.FORM + "\r\n" + length
                + "\r\n\r\n" + body;
        return new Attack(name, status, () -> Wire.send(broker.port(), request.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private Wire.Reply form(String form) {
        return Wire.post(broker.port(), form);
    }

    private static String many(int count, IntFunction<String> name) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pairs.add(name.apply(i) + "=");
        }
        return String.join("&", pairs);
    }

    /** Texts with one and the same {@link String#hashCode}: {@code Aa} and {@code BB} have it too. */
    private static String colliding(int number) {
        var text = new StringBuilder();
        for (int bit = 0; bit < 14; bit++) {
            text.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return text.toString();
    }

    private static HeaderLines.Line line(String name, String value) {
        return new HeaderLines.Line(name, value);
    }
}
