package dev.daypass.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.server.sts.Signed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Attacks on what an administrator sees and does: forged forms, reach beyond the role, markup in what others have sent. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AdminPagesAttackTest {
    private static final String END = "/admin/sessions/end";
    private static final String ROLES = "roles/prod.yaml";
    private static final List<String> NAUGHTY = List.of(
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "' onmouseover='alert(1)",
            "${7*7}{{7*7}}",
            "\u202Enimda",
            "</pre></details><svg/onload=alert(1)>");

    private final AttackedBroker broker;
    private Browser admin;

    AdminPagesAttackTest(@TempDir Path directory) {
        broker = AttackedBroker.start(directory);
        admin = new Browser(broker);
    }

    @BeforeEach
    void administer() {
        admin = new Browser(broker);
        admin.signIn();
        assertEquals(200, admin.take("prod/Administrator").status());
    }

    @AfterEach
    void restore() {
        broker.restoreConfiguration();
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    private Wire.Reply end(Browser browser, String csrf, String scope, String key, String value) {
        var form = new LinkedHashMap<>(Map.of("csrf", csrf, "scope", scope, key, value));
        form.put("reason", "the <b>reason</b>");
        return browser.postOurs(END, form);
    }

    @Test
    void whatIsEndedIsRefusedAtOnceAndTold() {
        Signed.Keys victim = broker.session();
        assertEquals(200, broker.whoAmI(victim).status());
        assertTrue(admin.visit("/admin/sessions").body().contains(victim.id()));
        assertTrue(admin.visit("/admin/sessions/" + victim.id()).body().contains("researchers"));

        Wire.Reply reply = end(admin, admin.csrf(), "session", "id", victim.id());
        assertEquals(303, reply.status(), reply::toString);
        assertEquals(403, broker.whoAmI(victim).status());
        assertFalse(admin.visit("/admin/sessions").body().contains(victim.id()));
        String line = broker.audit.of(reply).stream()
                .filter(entry -> entry.kind().equals("REVOCATION"))
                .findFirst()
                .orElseThrow()
                .line();
        assertTrue(line.contains("prod/Administrator") && line.contains("because: the <b>reason"), line);
        assertTrue(admin.visit("/admin/audit/" + reply.requestId()).body().contains("because: the &lt;b&gt;reason"));
    }

    @Test
    void everythingOfAPersonOrARoleEnds() {
        Signed.Keys victim = broker.session();
        assertEquals(
                303, end(admin, admin.csrf(), "role", "name", "prod/Federated").status());
        assertEquals(403, broker.whoAmI(victim).status());
        var form =
                Map.of("csrf", admin.csrf(), "scope", "subject", "provider", "corp", "name", "alice@corp.example.com");
        broker.clock.step(Duration.ofSeconds(1));
        assertEquals(303, admin.postOurs(END, form).status());
        assertFalse(admin.isSignedIn(), "the administrator was alice, too");
    }

    @Test
    void signInIsShownAndEnds() {
        var other = new Browser(broker);
        other.signIn();
        String page = admin.visit("/admin/sessions?kind=sign-ins").body();
        var handle = Pattern.compile("/admin/sessions/(bs-[A-Za-z0-9_-]+)").matcher(page);
        assertTrue(handle.find(), page);
        assertEquals(200, admin.visit("/admin/sessions/" + handle.group(1)).status());
        assertEquals(
                303, end(admin, admin.csrf(), "session", "id", handle.group(1)).status());
        assertFalse(other.isSignedIn() && admin.isSignedIn(), "the newest sign-in has ended");
    }

    @Test
    void W01endingTakesAFormOfOurs() {
        Signed.Keys victim = broker.session();
        var other = new Browser(broker);
        other.signIn();
        for (String csrf : List.of("", "x", other.csrf())) {
            assertEquals(403, end(admin, csrf, "session", "id", victim.id()).status(), csrf);
        }
        var form = Map.of("csrf", admin.csrf(), "scope", "session", "id", victim.id());
        assertTrue(admin.postElsewhere(END, form).status() >= 400);
        assertEquals(200, broker.whoAmI(victim).status());
    }

    @Test
    void W14readerEndsNothingAndSeesNoButton() {
        broker.reconfigure(ROLES, "managed/AdministratorPages", "managed/AuditReader");
        Signed.Keys victim = broker.session();
        Wire.Reply page = admin.visit("/admin/sessions");
        assertEquals(200, page.status());
        assertFalse(page.body().contains(END));
        Wire.Reply reply = end(admin, admin.csrf(), "session", "id", victim.id());
        assertEquals(403, reply.status());
        assertEquals(
                "AUTHORIZATION REFUSED CALLER_NOT_ALLOWED",
                broker.audit.of(reply).get(0).told());
        assertEquals(200, broker.whoAmI(victim).status());
    }

    @Test
    void W14linkOfAnotherSaysNothing() {
        String said = "It is refused from now on";
        Signed.Keys victim = broker.session();
        String location = end(admin, admin.csrf(), "session", "id", victim.id())
                .header("Location")
                .orElseThrow();
        assertTrue(admin.visit(location).body().contains(said), location);
        var other = new Browser(broker);
        other.signIn();
        other.take("prod/Administrator");
        assertFalse(other.visit(location).body().contains(said), "the mark is this browser's");
        for (String forged : List.of(
                "/admin/sessions?ended=alice",
                "/admin/sessions?ended=alice&said=1.x",
                location.replace(victim.id(), "ASIAEXAMPLE0000000AA"))) {
            assertFalse(admin.visit(forged).body().contains(said), forged);
        }
    }

    @Test
    void W14idsThatAreGuessedEndNothing() {
        for (String id : List.of("ASIANOBODYNOBODYNOBO", "bs-nobody", "' OR 1=1 --", "", "../ASIA")) {
            Wire.Reply reply = end(admin, admin.csrf(), "session", "id", id);
            assertEquals(400, reply.status(), id);
            assertTrue(
                    broker.audit.of(reply).stream()
                            .anyMatch(entry -> entry.told().equals("REVOCATION REFUSED PARAMETER_INVALID")),
                    id);
        }
        assertEquals(400, end(admin, admin.csrf(), "everything", "name", "x").status());
        assertEquals(
                400, end(admin, admin.csrf(), "role", "name", "prod/Nobody").status());
        Wire.Reply everybodyOfThatName = end(admin, admin.csrf(), "subject", "name", "alice");
        assertEquals(400, everybodyOfThatName.status());
        assertTrue(broker.audit.of(everybodyOfThatName).stream()
                .anyMatch(entry -> entry.told().equals("REVOCATION REFUSED PARAMETER_INVALID")));
    }

    @Test
    void W06whatOthersHaveSentIsTextOnEveryPage() {
        for (String text : NAUGHTY) {
            broker.sts(AttackedBroker.withPassword(text, "wrong-password-1"));
            String query = "?text=" + Wire.encode(text) + "&person=" + Wire.encode(text) + "&role=" + Wire.encode(text);
            for (String target : List.of(
                    "/admin/audit",
                    "/admin/audit" + query,
                    "/admin/audit?correlation=" + Wire.encode(text),
                    "/admin/sessions?subject=" + Wire.encode(text) + "&ended=" + Wire.encode(text),
                    "/admin/sessions?kind=sign-ins&text=" + Wire.encode(text),
                    "/admin/providers")) {
                Wire.Reply reply = admin.visit(target);
                assertEquals(200, reply.status(), target);
                assertFalse(reply.body().contains(text) && text.matches(".*[<\"].*"), target);
                for (String markup : List.of("<img", "<script>", "<svg/")) {
                    assertFalse(reply.body().contains(markup), target);
                }
            }
        }
    }

    @Test
    void W06filtersThatAreNoneAreRefused() {
        for (String query :
                List.of("kind=X", "outcome=%3Cscript%3E", "from=yesterday", "a=" + "x".repeat(300), "text=%ff")) {
            assertEquals(400, admin.visit("/admin/audit?" + query).status(), query);
        }
        for (String after : List.of("x", "1~1~a%27--", "999999999999999~1~b", "~~")) {
            assertEquals(200, admin.visit("/admin/audit?after=" + after).status(), after);
            assertEquals(200, admin.visit("/admin/sessions?after=" + after).status(), after);
        }
    }

    @Test
    void W09exportIsAFileWithoutFormulas() {
        broker.sts(AttackedBroker.withPassword("=cmd|' /C calc'!A0", "wrong-password-2"));
        Wire.Reply csv = admin.visit("/admin/audit-export?format=csv&text=calc");
        String name = csv.header("Content-Disposition").orElse("");
        assertTrue(name.matches("attachment; filename=\"audit-since-[0-9]{8}T[0-9]{4}Z\\.csv\""), name);
        assertEquals(
                Optional.of("attachment; filename=\"audit.csv\""),
                admin.visit("/admin/audit-export?format=csv&text=calc&from=2020-01-01T00:00")
                        .header("Content-Disposition"));
        assertFalse(csv.body().contains(",\"=cmd"), csv::toString);
        Wire.Reply lines = admin.visit("/admin/audit-export?format=jsonl");
        assertTrue(lines.body().lines().allMatch(line -> line.startsWith("{\"sequence\":")), lines::toString);
        assertFalse(lines.body().contains(AttackedBroker.MARK));
    }

    @Test
    void W09noPageShowsASecret() {
        String cookie = admin.cookie(Browser.SESSION).orElseThrow();
        for (String target : List.of(
                "/admin", "/admin/sessions", "/admin/sessions?kind=sign-ins", "/admin/audit", "/admin/providers")) {
            String body = admin.visit(target).body();
            assertFalse(body.contains(cookie) || body.contains(AttackedBroker.ADMIN_TOKEN), target);
            assertFalse(body.contains(CorpDirectory.BROKER_PASSWORD), target);
        }
    }
}
