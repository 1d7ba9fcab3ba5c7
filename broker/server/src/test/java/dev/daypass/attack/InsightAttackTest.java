package dev.daypass.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Attacks on the explainer and the rule tester: by who may not, with hostile proofs, for secrets and for sessions. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class InsightAttackTest {
    private final AttackedBroker broker;
    private final Browser admin;

    InsightAttackTest(@TempDir Path directory) {
        broker = AttackedBroker.start(directory);
        admin = new Browser(broker);
    }

    @BeforeAll
    void signIn() {
        admin.signIn();
        admin.take("prod/Administrator");
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    private Wire.Reply explain(Browser browser, Map<String, String> fields) {
        return send(browser, "/admin/explain", fields);
    }

    private static Wire.Reply send(Browser browser, String path, Map<String, String> fields) {
        var form = new LinkedHashMap<>(fields);
        form.put("csrf", browser.csrf());
        return browser.postOurs(path, form);
    }

    private Wire.Reply paste(String text) {
        return explain(admin, Map.of("text", text, "provider", "corp"));
    }

    private List<String> told(Wire.Reply reply) {
        return broker.audit.of(reply).stream()
                .map(AuditTrail.Entry::told)
                .filter(entry -> entry.startsWith("EXPLANATION"))
                .toList();
    }

    @Test
    void X01pastedProofIsExplainedAndStaysUnspentAndSignsNobodyIn() {
        String response = broker.response();
        Holdings before = broker.holdings();
        Wire.Reply reply = paste(response);
        assertEquals(200, reply.status(), reply::toString);
        assertTrue(reply.body().contains("prod/Federated") && reply.body().contains("researchers"), reply::toString);
        assertFalse(reply.body().contains(response.substring(0, 60)), "the proof is not shown again");
        assertEquals(List.of("EXPLANATION GRANTED"), told(reply));
        assertTrue(reply.header("Set-Cookie").isEmpty());
        assertEquals(before, broker.holdings(), "nothing is stored");
        // Not spent: it can be shown for real afterwards, once.
        assertEquals(200, broker.sts(AttackedBroker.withSaml(response)).status());
        assertEquals(400, broker.sts(AttackedBroker.withSaml(response)).status());
        assertEquals(200, paste(response).status());
    }

    @Test
    void X01pastedTokenIsExplainedAndStaysUnspent() {
        String token = broker.token();
        Wire.Reply reply = explain(admin, Map.of("text", token));
        assertEquals(200, reply.status(), reply::toString);
        assertTrue(reply.body().contains("corp-oidc"), reply::toString);
        assertEquals(200, broker.sts(AttackedBroker.withToken(token)).status());
    }

    @Test
    void S73expiredProofTellsThatAgeIsAllThatIsWrong() {
        String response = broker.response();
        broker.clock.step(Duration.ofMinutes(20));
        Wire.Reply reply = paste(response);
        assertEquals(200, reply.status(), reply::toString);
        assertTrue(reply.body().contains("S64") || reply.body().contains("S63"), reply::toString);
        assertTrue(reply.body().contains("researchers"), reply::toString);
        assertEquals(400, broker.sts(AttackedBroker.withSaml(response)).status());
    }

    @Test
    void S01hostileXmlAndTokensGoThroughTheHardenedReaders() {
        List<String> hostile = List.of(
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>",
                "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><x>&b;</x>",
                "<x><script>alert(1)</script></x>",
                "<".repeat(5_000),
                "AAAA",
                "eyJhbGciOiJub25lIn0.eyJpc3MiOiJ4Iiwic3ViIjoiPHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0PiJ9.",
                "{\"a\":[[1]]}",
                "{\"a\":".repeat(3_000),
                "{\"\\u0000<script>alert(1)</script>\":\"<img src=x onerror=alert(1)>\"}",
                "not anything at all ☃");
        for (String text : hostile) {
            Wire.Reply reply = paste(text);
            assertTrue(reply.status() == 200 || reply.status() == 400, () -> text.substring(0, 4) + reply);
            assertFalse(
                    reply.body().contains("<script>alert")
                            || reply.body().contains("<img src=x")
                            || reply.body().contains("root:"),
                    reply::toString);
            assertEquals(1, told(reply).size(), () -> text.substring(0, 4) + told(reply));
        }
    }

    @Test
    void S20forgedProofIsNotBelievedAndTellsNoAttributes() {
        String xml = new String(Base64.getDecoder().decode(broker.response()), StandardCharsets.UTF_8);
        String forged = xml.replace(AttackedBroker.MARK, "attribute-value-forged");
        assertFalse(forged.equals(xml));
        Wire.Reply reply = paste(Base64.getEncoder().encodeToString(forged.getBytes(StandardCharsets.UTF_8)));
        assertEquals(200, reply.status(), reply::toString);
        assertFalse(reply.body().contains("attribute-value-forged"), reply::toString);
        assertFalse(reply.body().contains("researchers"), reply::toString);
        assertEquals(200, paste(xml).status());
    }

    @Test
    void W06hugePastesAreRefused() {
        Wire.Reply reply = paste("A".repeat(400 * 1024));
        assertTrue(reply.status() == 413 || reply.status() == 400, reply::toString);
    }

    @Test
    void W14nobodyExplainsOrTriesWithoutTheRole() {
        var other = new Browser(broker);
        other.signIn();
        for (String path : List.of("/admin/explain", "/admin/rules")) {
            assertEquals(403, other.visit(path).status(), path);
            Wire.Reply reply = send(other, path, Map.of("text", broker.response(), "rules", "[]"));
            assertEquals(403, reply.status(), path);
            assertFalse(reply.body().contains("researchers"), path);
            assertEquals(303, new Browser(broker).visit(path).status(), path);
        }
    }

    @Test
    void W01formsOfOthersAskNothing() {
        for (String path : List.of("/admin/explain", "/admin/rules")) {
            assertEquals(
                    403, admin.postOurs(path, Map.of("text", "{}", "csrf", "x")).status(), path);
            Wire.Reply elsewhere = admin.postElsewhere(path, Map.of("text", "{}", "csrf", admin.csrf()));
            assertTrue(elsewhere.status() >= 400, elsewhere::toString);
        }
    }

    @Test
    void X01recordedSignInIsExplainedByItsIdAlone() {
        String page = admin.visit("/admin/explain").body();
        var found = Pattern.compile("<option value=\"([0-9a-f-]{36})\"").matcher(page);
        assertTrue(found.find(), page);
        Wire.Reply reply = explain(admin, Map.of("recent", found.group(1), "action", "reports:Get"));
        assertEquals(200, reply.status(), reply::toString);
        assertTrue(reply.body().contains("prod/Federated") && reply.body().contains("Allowed"), reply::toString);
        for (String id : List.of("x", "' OR 1=1 --", "00000000-0000-0000-0000-000000000000")) {
            Wire.Reply none = explain(admin, Map.of("recent", id));
            assertEquals(400, none.status(), none::toString);
            assertEquals(List.of("EXPLANATION REFUSED PARAMETER_INVALID"), told(none));
        }
    }

    @Test
    void theTrialTellsWhoGainsAndChangesNothing() {
        String rules = "- { name: all, providers: [corp], when: 'true', roles: [prod/Ungranted] }\n";
        Wire.Reply reply = send(admin, "/admin/rules", Map.of("rules", rules, "do", "try"));
        assertEquals(200, reply.status(), reply::toString);
        assertTrue(reply.body().contains("prod/Ungranted") && reply.body().contains("by all"), reply::toString);
        assertTrue(reply.body().contains("no longer given"), reply::toString);
        assertEquals(403, admin.take("prod/Ungranted").status());
        assertEquals(200, admin.visit("/admin/rules").status());
        Wire.Reply tests = send(admin, "/admin/rules", Map.of("rules", rules, "do", "tests"));
        assertTrue(tests.header("Content-Disposition").orElse("").startsWith("attachment"), tests::toString);
        assertTrue(tests.body().contains("\"prod/Ungranted\""), tests::toString);
    }

    @Test
    void T19mistakesAreToldWithTheirPlaces() {
        Wire.Reply reply =
                send(admin, "/admin/rules", Map.of("rules", "- name: x\n  when: user.grups == 1\n", "do", "try"));
        assertEquals(200, reply.status(), reply::toString);
        assertTrue(reply.body().contains("rules/proposed.yaml:2:"), reply::toString);
    }

    @Test
    void W06rulesToTryReadNeitherEnvironmentNorFiles() {
        for (String reference :
                List.of("${env:ADMIN}", "${file:http.keytab}", "\\x24{env:ADMIN}", "${file:/etc/passwd}")) {
            String rules = "- { name: \"" + reference + "\", when: 'true', roles: [prod/Federated] }\n";
            Wire.Reply reply = send(admin, "/admin/rules", Map.of("rules", rules, "do", "try"));
            assertFalse(reply.body().contains(AttackedBroker.ADMIN_TOKEN), reference);
            assertTrue(reply.body().contains("not resolved here"), () -> reference + reply);
        }
    }
}
