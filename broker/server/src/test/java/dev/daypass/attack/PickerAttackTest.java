package dev.daypass.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Attacks on picking a role: favourites, searches, reasons and lesser forms. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PickerAttackTest {
    private static final String TERMS = """
            prod/Federated:
              description: '<i>Looks</i> "around"'
              reason: required
              narrowings: { "One & <b>no</b> more": [ReadOne] }
            """;
    private static final String MARKED = "aria-pressed=\"true\"";

    private final AttackedBroker broker;
    private Browser browser;

    PickerAttackTest(@TempDir Path directory) {
        broker = AttackedBroker.start(directory);
        browser = new Browser(broker);
        broker.rewrite("roles/prod.yaml", "prod/Federated:\n", TERMS);
        // Who visits a site is asked for no reason, so that no site may want this role.
        broker.rewrite("daypass.yaml", "\\{ role: prod/Federated \\}", "{}");
        broker.reload();
    }

    @BeforeEach
    void signIn() {
        browser = new Browser(broker);
        browser.signIn();
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    private Map<String, String> form(String... pairs) {
        var form = new LinkedHashMap<String, String>();
        form.put(Browser.CSRF, browser.csrf());
        for (int i = 0; i < pairs.length; i += 2) {
            form.put(pairs[i], pairs[i + 1]);
        }
        return form;
    }

    private boolean marked() {
        return browser.visit("/").body().contains(MARKED);
    }

    @Test
    void favouriteIsMarkedAndUnmarkedForOneself() {
        assertEquals(
                303,
                browser.postOurs("/roles/favourite", form("role", "prod/Federated", "favourite", "yes"))
                        .status());
        assertTrue(marked());
        var other = new Browser(broker);
        other.signInAtOpenId();
        assertFalse(other.visit("/").body().contains(MARKED), "of another provider");
        browser.postOurs("/roles/favourite", form("role", "prod/Federated", "favourite", "no"));
        assertFalse(marked());
    }

    @Test
    void W01favouriteTakesAFormOfOurs() {
        Map<String, String> form = form("role", "prod/Federated", "favourite", "yes");
        assertEquals(401, browser.postElsewhere("/roles/favourite", form).status(), "the cookie stays at home");
        form.put(Browser.CSRF, "x");
        assertEquals(403, browser.postOurs("/roles/favourite", form).status());
        assertFalse(marked());
        assertEquals(
                405,
                browser.visit("/roles/favourite?role=prod/Federated&favourite=yes")
                        .status());
        Wire.Reply nobody = new Browser(broker).postOurs("/roles/favourite", form);
        assertTrue(nobody.status() == 401 || nobody.status() == 403, nobody::toString);
    }

    @Test
    void W06nothingIsRememberedOfRolesThatAreNotThere() {
        for (String role : List.of("", "prod/Nothing", "'; DROP TABLE role_habit; --", "x".repeat(10_000), "<b>")) {
            assertEquals(
                    303,
                    browser.postOurs("/roles/favourite", form("role", role, "favourite", "yes"))
                            .status(),
                    role);
        }
        assertFalse(marked());
    }

    @Test
    void W06searchesAndNamesNeverBecomeMarkup() {
        String all = browser.visit("/").body();
        assertTrue(all.contains("&lt;i&gt;Looks&lt;/i&gt;") && !all.contains("<i>Looks"), all);
        assertTrue(all.contains("One &amp; &lt;b&gt;no&lt;/b&gt; more") && !all.contains("<b>no"), all);
        for (String query : List.of(
                "<script>alert(1)</script>",
                "\"autofocus onfocus=alert(1) x=\"",
                "{0}",
                "\u202e",
                "%",
                "a".repeat(3_000))) {
            Wire.Reply found = browser.visit("/?q=" + Wire.encode(query));
            assertEquals(200, found.status(), query);
            assertFalse(found.body().contains("<script>alert") || found.body().contains("\"autofocus"), query);
        }
        assertTrue(browser.visit("/?q=FEDER+prod").body().contains("value=\"prod/Federated\""));
        assertFalse(browser.visit("/?q=nothing-like-it").body().contains("value=\"prod/Federated\""));
    }

    @Test
    void roleThatAsksForAReasonIsTakenWithOneAndTheAuditKnows() {
        Wire.Reply taken = browser.postOurs(
                "/roles/take",
                form("role", "prod/Federated", "reason", "INC-4711 <b>&</b> {0}", "narrowing", "One & <b>no</b> more"));
        assertEquals(200, taken.status(), taken::toString);
        assertTrue(taken.body().contains("Narrowed: One &amp; &lt;b&gt;no&lt;/b&gt; more"), taken::body);
        String line = broker.audit.of(taken).stream()
                .filter(entry -> entry.kind().equals("ASSUME_ROLE"))
                .findFirst()
                .orElseThrow()
                .line();
        assertTrue(line.contains("\"statedReason\":[\"INC-4711 "), line);
    }

    @Test
    void W06reasonThatIsNoneIsToldAndAuditedOnce() {
        for (String reason : List.of("", "  ", "two\r\nlines", "\u202etxt", "\u0000", "x".repeat(201))) {
            Wire.Reply reply = browser.postOurs("/roles/take", form("role", "prod/Federated", "reason", reason));
            assertEquals(400, reply.status(), reason);
            assertTrue(reply.body().contains("asks what you need it for"), reply::body);
            assertEquals(1, broker.audit.of(reply).size(), reason);
        }
    }

    @Test
    void T13lesserFormIsOneOfTheRolesOwn() {
        for (String form : List.of(
                "Everything",
                "arn:daypass:iam::111122223333:policy/ReadTwo",
                "{\"Version\":\"2012-10-17\",\"Statement\":[]}")) {
            Wire.Reply reply = browser.postOurs(
                    "/roles/take", form("role", "prod/Federated", "reason", "INC-1", "narrowing", form));
            assertEquals(400, reply.status(), form);
        }
    }

    @Test
    void T34roleOfOthersTellsNothingOfItsTerms() {
        Wire.Reply none = browser.postOurs("/roles/take", form("role", "prod/Nothing"));
        Wire.Reply others = browser.postOurs("/roles/take", form("role", "prod/Operator"));
        assertEquals(none.status(), others.status());
        assertEquals(Optional.of("no-store"), others.header("Cache-Control"));
    }
}
