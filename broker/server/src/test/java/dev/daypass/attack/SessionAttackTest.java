package dev.daypass.attack;

import static dev.daypass.attack.AttackedBroker.ACCOUNT;
import static dev.daypass.attack.AttackedBroker.assuming;
import static dev.daypass.attack.AttackedBroker.call;
import static dev.daypass.attack.AttackedBroker.withSaml;
import static dev.daypass.attack.AttackedBroker.withToken;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.outcome.Reason;
import dev.daypass.server.http.HeaderLines;
import dev.daypass.server.sts.Signed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is tried with credentials that were honestly issued (T25, T32 to T36). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SessionAttackTest {
    private static final String GONE = "InvalidClientTokenId";
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private final AttackedBroker broker;

    SessionAttackTest(@TempDir Path directory) {
        broker = AttackedBroker.start(directory);
    }

    @AfterEach
    void restore() {
        broker.restoreConfiguration();
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @Test
    void t25KeyAndTokenBelongTogether() {
        Signed.Keys one = broker.session();
        Signed.Keys other = broker.session();
        Signed.Keys alice = broker.alice();
        assertEquals(200, broker.whoAmI(one).status());
        assertEquals(200, broker.whoAmI(other).status());
        refused(keys(one, Optional.empty()), GONE);
        refused(keys(one, other.token()), GONE);
        refused(new Signed.Keys(one.id(), other.secret(), other.token(), one.at()), GONE);
        refused(new Signed.Keys(one.id(), other.secret(), one.token(), one.at()), "SignatureDoesNotMatch");
        refused(new Signed.Keys(alice.id(), alice.secret(), one.token(), alice.at()), GONE);
        refused(new Signed.Keys(one.id(), one.secret(), Optional.of("x"), one.at()), GONE);
    }

    @Test
    void t25EveryCharacterOfASessionTokenCounts() {
        Signed.Keys session = broker.session();
        assertEquals(200, broker.whoAmI(session).status());
        String token = session.token().orElseThrow();
        String start = token.substring(0, token.length() - 1);
        ALPHABET.chars()
                .mapToObj(last -> start + (char) last)
                .filter(forged -> !forged.equals(token))
                .forEach(forged -> refused(keys(session, Optional.of(forged)), GONE));
        for (int at = 0; at < token.length(); at++) {
            char other = token.charAt(at) == 'A' ? 'B' : 'A';
            String forged = token.substring(0, at) + other + token.substring(at + 1);
            Wire.Reply reply = broker.whoAmI(keys(session, Optional.of(forged)));
            assertTrue(reply.status() >= 400 && reply.status() < 500, "character " + at + ": " + reply);
        }
        for (String forged : List.of(
                token + "A", token + "=", token.substring(1), token.substring(0, token.length() - 1), token + token)) {
            refused(keys(session, Optional.of(forged)), GONE);
        }
    }

    @Test
    void t25RevokedSessionIsRefusedByTheNextCallAndSoAreItsChildren() {
        Signed.Keys parent = broker.session();
        Signed.Keys child = broker.credentials(broker.sts(assuming("Chained"), parent));
        Signed.Keys sibling = broker.session();
        assertEquals(200, broker.whoAmI(child).status());
        assertEquals(
                200,
                broker.admin("/api/v1/sessions/" + parent.id() + "/revoke", "{}")
                        .status());
        refused(parent, GONE);
        refused(child, GONE);
        assertEquals(
                "session_revoked", broker.evaluate(parent, "reports:Get", "").code());
        Wire.Reply chaining = broker.sts(assuming("Chained"), parent);
        Refused.inForm(chaining);
        assertEquals(List.of("REQUEST_AUTHENTICATION REFUSED SESSION_REVOKED"), told(chaining));
        assertEquals(200, broker.whoAmI(sibling).status());
    }

    @Test
    void t25ExpiredSessionIsRefusedAndRotatedKeysAreNot() {
        Signed.Keys before = broker.session();
        assertEquals(200, broker.admin("/api/v1/keys/rotate", "{}").status());
        Signed.Keys after = broker.session();
        assertEquals(200, broker.whoAmI(before).status());
        assertEquals(200, broker.whoAmI(after).status());
        broker.clock.step(Duration.ofMinutes(61));
        refused(before.at(broker.clock.instant()), "ExpiredToken");
        refused(after.at(broker.clock.instant()), "ExpiredToken");
        assertEquals(200, broker.whoAmI(broker.session()).status());
    }

    @Test
    void t32EncodedMessageOpensInItsOwnAccountAlone() {
        Wire.Reply denied = broker.evaluate(broker.alice(), "vault:Open", "");
        assertTrue(denied.body().contains("\"decision\":false"), denied.body());
        String message = denied.body().replaceAll(".*\"encodedMessage\":\"([^\"]+)\".*", "$1");
        Wire.Reply honest = broker.sts(decoding(message), broker.bob());
        assertEquals(200, honest.status(), honest::toString);
        String invalid = "InvalidAuthorizationMessageException";
        assertEquals(invalid, broker.sts(decoding(message), broker.eve()).code());
        for (int at = 0; at < message.length(); at += 7) {
            char other = message.charAt(at) == 'A' ? 'B' : 'A';
            String forged = message.substring(0, at) + other + message.substring(at + 1);
            assertEquals(invalid, broker.sts(decoding(forged), broker.bob()).code());
        }
        String token = broker.session().token().orElseThrow();
        assertEquals(invalid, broker.sts(decoding(token), broker.bob()).code());
        assertEquals(200, broker.admin("/api/v1/keys/rotate", "{}").status());
        assertEquals(200, broker.sts(decoding(message), broker.bob()).status());
    }

    @ParameterizedTest(name = "T33 DurationSeconds `{0}`")
    @ValueSource(
            strings = {
                "0",
                "899",
                "43201",
                "-1",
                "1000000000000000000",
                "3600 ",
                " 3600",
                "0xE10",
                "+3600",
                "3600.0",
                "3.6e3",
                "",
                "٣٦٠٠",
                "NaN",
                "3600,3600",
                "null"
            })
    void t33OddDurationIsRefusedAndSpendsNothing(String duration) {
        Map<String, String> saml = withSaml(broker.response());
        Map<String, String> token = withToken(broker.token());
        Holdings before = broker.holdings();
        for (Map<String, String> proven : List.of(saml, token)) {
            proven.put("DurationSeconds", duration);
            odd(broker.sts(proven));
        }
        Map<String, String> assuming = assuming("Operator");
        assuming.put("DurationSeconds", duration);
        odd(broker.sts(assuming, broker.alice()));
        assertEquals(before, broker.holdings());
        for (Map<String, String> proven : List.of(saml, token)) {
            proven.put("DurationSeconds", "3600");
            assertEquals(200, broker.sts(proven).status());
        }
    }

    @Test
    void t34MissingDisabledAndForbiddenRoleAnswerAlike() {
        Signed.Keys session = broker.session();
        List<Function<String, Wire.Reply>> entrances = List.of(
                role -> broker.sts(withSaml(broker.response(), role)),
                role -> broker.sts(withToken(broker.token(), role)),
                role -> broker.sts(assuming(role), broker.alice()),
                role -> broker.sts(assuming(role), session));
        for (Function<String, Wire.Reply> entrance : entrances) {
            Wire.Reply missing = entrance.apply("Missing");
            Refused.inForm(missing);
            assertEquals("AccessDenied", missing.code());
            for (String role : List.of(
                    "Retired",
                    "Ungranted",
                    "Untrusting",
                    "federated",
                    "path/Federated",
                    "Federated/",
                    "Federated%2F..",
                    "*")) {
                assertEquals(anonymous(missing, "Missing"), anonymous(entrance.apply(role), role), role);
            }
        }
    }

    @Test
    void t36SessionRevokedWhileItIsUsedLeavesNoLivingChild() throws Exception {
        Signed.Keys parent = broker.session();
        List<Signed.Keys> children = during(
                () -> broker.sts(assuming("Chained"), parent),
                () -> assertEquals(
                        200,
                        broker.admin("/api/v1/sessions/" + parent.id() + "/revoke", "{}")
                                .status()));
        assertTrue(!children.isEmpty(), "nobody was quick enough");
        for (Signed.Keys child : children) {
            refused(child, GONE);
        }
    }

    @Test
    void t36PolicyChangedDuringExchangesBindsEverySession() throws Exception {
        Signed.Keys honest = broker.session();
        assertTrue(broker.evaluate(honest, "reports:Get", "").body().contains("\"decision\":true"));
        List<Signed.Keys> sessions = during(
                () -> broker.sts(withSaml(broker.response())),
                () -> broker.reconfigure(
                        "roles/prod.yaml", "\"reports:Get\", \"sts:AssumeRole\"", "\"sts:AssumeRole\""));
        sessions.add(honest);
        for (Signed.Keys session : sessions) {
            Wire.Reply decision = broker.evaluate(session, "reports:Get", "");
            assertTrue(decision.body().contains("\"decision\":false"), decision::toString);
        }
    }

    /** T21, T15: what the caller says about itself does not count for what the broker knows. */
    @Test
    void t15CallersContextCannotReplaceWhatIsKnown() {
        Signed.Keys session = broker.session();
        assertTrue(
                broker.evaluate(session, "reports:Get", "{\"x\":\"y\"}").body().contains("\"decision\":true"));
        for (String key : List.of("user/department", "USER/Department", "User/DEPARTMENT")) {
            for (String value : List.of("\"Finance\"", "[\"Finance\"]", "[\"R&D\",\"Finance\"]")) {
                Wire.Reply reply = broker.evaluate(session, "vault:Open", "{\"" + key + "\":" + value + "}");
                assertTrue(!reply.body().contains("\"decision\":true"), reply::toString);
            }
        }
        broker.reconfigure(
                "providers/corp.yaml", "department: attr(\"department\", \"\")", "department: '\"Finance\"'");
        broker.reconfigure("rules/people.yaml", "user.department == \"R&D\"", "user.department == \"Finance\"");
        assertTrue(broker.evaluate(broker.session(), "vault:Open", "").body().contains("\"decision\":true"));
    }

    /** Sends calls from several threads, does something meanwhile, and goes on for a while; what was granted. */
    private List<Signed.Keys> during(Callable<Wire.Reply> call, Runnable deed) throws Exception {
        List<Signed.Keys> granted = Collections.synchronizedList(new ArrayList<>());
        var over = new AtomicBoolean();
        var threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                running.add(threads.submit(() -> {
                    while (!over.get()) {
                        Wire.Reply reply = call.call();
                        if (reply.status() == 200) {
                            granted.add(broker.credentials(reply));
                        } else {
                            Refused.inForm(reply);
                        }
                    }
                    return over;
                }));
            }
            while (granted.size() < 4) {
                Thread.onSpinWait();
            }
            deed.run();
            over.set(true);
            for (Future<?> each : running) {
                each.get();
            }
            return new ArrayList<>(granted);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Signed.Keys keys(Signed.Keys keys, Optional<String> token) {
        return new Signed.Keys(keys.id(), keys.secret(), token, keys.at());
    }

    private void refused(Signed.Keys keys, String code) {
        Wire.Reply reply = broker.whoAmI(keys);
        Refused.inForm(reply);
        assertEquals(code, reply.code(), reply::toString);
        assertEquals(1, broker.audit.of(reply).size());
    }

    private static Map<String, String> decoding(String message) {
        Map<String, String> call = call("DecodeAuthorizationMessage");
        call.put("EncodedMessage", message);
        return call;
    }

    private void odd(Wire.Reply reply) {
        Refused.inForm(reply);
        assertEquals("ValidationError", reply.code(), reply::toString);
        assertEquals(List.of("REQUEST_AUTHENTICATION REFUSED " + Reason.PARAMETER_INVALID), told(reply));
    }

    private List<String> told(Wire.Reply reply) {
        return broker.audit.of(reply).stream().map(AuditTrail.Entry::told).toList();
    }

    /** What an outsider can compare: everything but the name he gave, the ids and the time. */
    private static List<String> anonymous(Wire.Reply reply, String role) {
        List<String> seen = new ArrayList<>();
        seen.add(Integer.toString(reply.status()));
        reply.headers().stream()
                .filter(line -> !List.of("x-amzn-requestid", "date", "content-length")
                        .contains(line.name().toLowerCase(Locale.ROOT)))
                .map((HeaderLines.Line line) -> line.name() + ": " + line.value())
                .forEach(seen::add);
        seen.add(reply.body().replace(ACCOUNT + "role/" + role, "ROLE").replace(reply.requestId(), "ID"));
        return seen;
    }
}
