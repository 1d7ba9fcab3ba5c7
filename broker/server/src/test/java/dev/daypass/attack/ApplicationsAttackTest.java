package dev.daypass.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Attacks on the portal's applications, and on the pages that tell who helps. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ApplicationsAttackTest {
    private static final String LINKS = """
            wiki:
              type: link
              site: wiki.example.com
              label: "The <b>wiki</b>"
              who: { when: 'user.department == "R&D"', providers: [corp] }
            ledger:
              type: link
              launch: https://ledger.example.com/in?a=1&b=2
              who: { roles: [prod/Operator] }
            grafana:
              type: link
              launch: https://grafana.example.com/
              who: { roles: ["prod/Fed*"] }
            """;

    private static final String ANY = "/login?to=%2Fapplications";

    private final AttackedBroker broker;
    private Browser browser;

    ApplicationsAttackTest(@TempDir Path directory) {
        broker = AttackedBroker.start(directory);
        browser = new Browser(broker);
        broker.rewrite("apps/clients.yaml", "\\A", LINKS.replace("\\", "\\\\"));
        broker.rewrite("daypass.yaml", "\\A", "contact: { name: \"Access <i>desk</i>\", mail: access@example.com }\n");
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

    @Test
    void peopleSeeTheirsAndOpenThem() {
        String page = browser.visit("/applications").body();
        assertTrue(page.contains("/applications/wiki") && page.contains("/applications/grafana"), page);
        assertFalse(page.contains("ledger"), page);
        assertEquals(
                Optional.of("https://wiki.example.com/"),
                browser.visit("/applications/wiki").header("Location"));
        assertTrue(browser.visit("/").body().contains("href=\"/applications\""));
    }

    @Test
    void W06labelsNeverBecomeMarkup() {
        String page = browser.visit("/applications").body();
        assertTrue(page.contains("The &lt;b&gt;wiki&lt;/b&gt;") && !page.contains("<b>wiki"), page);
    }

    @Test
    void applicationOfOthersIsLikeNone() {
        for (String name : List.of("ledger", "nothing", "shop", "%2e%2e", "%3Cb%3E", "x".repeat(2_000))) {
            Wire.Reply reply = browser.visit("/applications/" + name);
            assertTrue(reply.status() >= 400 && reply.status() < 500, reply::toString);
            assertEquals(Optional.empty(), reply.header("Location"), name);
        }
        assertEquals(
                browser.visit("/applications/ledger").status(),
                browser.visit("/applications/nothing").status());
        Wire.Reply refused = browser.visit("/applications/ledger");
        assertEquals(
                List.of("CALLER_NOT_ALLOWED"),
                broker.audit.of(refused).stream().map(AuditTrail.Entry::reason).toList());
    }

    @Test
    void S81O18nobodyIsLedElsewhere() {
        var nobody = new Browser(broker);
        for (String name : List.of("https:%2f%2fevil.example.com", "%2fevil.example.com", "x%0d%0aA:b", "%2e%2e")) {
            String location =
                    nobody.visit("/applications/" + name).header("Location").orElse(ANY);
            assertEquals(ANY, location, name);
        }
    }

    /** Whether there is an application of a name, and how it is labelled, is nothing to strangers. */
    @Test
    void strangersLearnOfNoApplication() {
        var nobody = new Browser(broker);
        for (String name : List.of("wiki", "ledger", "nothing")) {
            assertEquals(
                    Optional.of(ANY + "%2F" + name),
                    nobody.visit("/applications/" + name).header("Location"));
            String page = nobody.visit("/login?to=/applications/" + name).body();
            assertTrue(page.contains("Sign in to open the application."), page);
            assertFalse(page.contains("The &lt;b&gt;wiki"), page);
        }
        Browser.Sent sent = nobody.leave("/applications/wiki");
        Wire.Reply back =
                nobody.comeBack(broker.idp.response(broker.spec().inResponseTo(sent.requestId())), sent.relayState());
        assertEquals(Optional.of("/applications/wiki"), back.header("Location"));
    }

    @Test
    void W06whoIsStuckIsToldWhoHelpsAndHowToBeSomebodyElse() {
        String page = browser.take("prod/Operator").body();
        assertTrue(page.contains("Access &lt;i&gt;desk&lt;/i&gt;") && page.contains("mailto:access@example.com"), page);
        assertTrue(page.contains("/login?choose=1&amp;fresh=1"), page);
        assertTrue(page.contains("id=\"reference\""), page);
    }

    @Test
    void X09applicationOfAnotherDepartmentIsGoneAtOnce() {
        broker.reconfigure("apps/clients.yaml", "== \"R&D\"", "== \"Finance\"");
        try {
            assertFalse(browser.visit("/applications").body().contains("/applications/wiki"));
            assertTrue(browser.visit("/applications/wiki").status() >= 400);
        } finally {
            broker.reconfigure("apps/clients.yaml", "== \"Finance\"", "== \"R&D\"");
        }
    }
}
