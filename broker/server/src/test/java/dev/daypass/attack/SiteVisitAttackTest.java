package dev.daypass.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.outcome.Reason;
import dev.daypass.server.http.HeaderLines;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What visits of sites take in the visitor's name, and what they do not, whoever made the link (W01, W14, S79). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SiteVisitAttackTest {
    private static final String SITE = "wiki.example.com";
    private static final String PAGE = "https://" + SITE + "/docs/";

    private final AttackedBroker broker;
    private Browser alice;
    private SiteVisitor visitor;

    SiteVisitAttackTest(@TempDir Path directory) {
        broker = AttackedBroker.start(directory);
        alice = new Browser(broker);
        visitor = new SiteVisitor(broker, SITE);
    }

    @BeforeEach
    void signIn() {
        alice = new Browser(broker);
        alice.signIn();
        visitor = new SiteVisitor(broker, SITE);
    }

    @AfterEach
    void restore() {
        broker.restoreConfiguration();
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    private String way() {
        return SiteVisitor.way(new SiteVisitor(broker, SITE).visit("/docs/"));
    }

    private long sessions() {
        return broker.holdings().sessions();
    }

    private static String location(Wire.Reply reply) {
        assertEquals(303, reply.status(), reply::toString);
        return reply.header("Location").orElseThrow();
    }

    @Test
    void W01visitServesOneBrowserOnce() {
        String way = way();
        assertTrue(location(alice.visit(way)).startsWith("https://" + SITE + "/.daypass/session?code="));
        long before = sessions();
        assertEquals(PAGE, location(alice.visit(way)));
        var bob = new Browser(broker);
        bob.signIn();
        assertEquals(PAGE, location(bob.visit(way)));
        assertEquals(before, sessions());
    }

    @Test
    void W01visitsOfWhomeverTakeOneSession() {
        long before = sessions();
        visitor.enter(alice);
        for (int i = 0; i < 5; i++) {
            alice.visit(way());
        }
        new SiteVisitor(broker, SITE).enter(alice);
        assertEquals(before + 1, sessions());
        assertEquals(200, visitor.visit("/docs/").status());
    }

    @Test
    void W01pageOfAnotherSiteDoesNotSignAnybodyIn() {
        String way = way();
        for (List<HeaderLines.Line> loaded : List.of(
                List.of(
                        new HeaderLines.Line("Sec-Fetch-Mode", "no-cors"),
                        new HeaderLines.Line("Sec-Fetch-Dest", "image")),
                List.of(
                        new HeaderLines.Line("Sec-Fetch-Mode", "navigate"),
                        new HeaderLines.Line("Sec-Fetch-Dest", "iframe")),
                List.of(new HeaderLines.Line("Sec-Fetch-Mode", "cors")))) {
            Wire.Reply reply = Wire.get(broker.port(), way, loaded);
            assertEquals(403, reply.status(), reply::toString);
            assertFalse(reply.header("Location").isPresent());
            assertEquals(
                    List.of(Reason.FORM_FORGED.name()),
                    broker.audit.of(reply).stream()
                            .map(AuditTrail.Entry::reason)
                            .toList());
        }
        assertTrue(location(alice.visit(way)).contains("code="), "nothing was spent");
    }

    /** The site's role would list providers: what a link took in somebody's name administers nothing. */
    @Test
    void W14roleThatASiteAskedForOpensNoAdministration() {
        visitor.enter(alice);
        assertEquals(403, alice.look("/admin/providers").status());
        alice.take("prod/Federated");
        assertEquals(200, alice.look("/admin/providers").status());
    }

    @Test
    void endedSessionIsNotGivenAgain() {
        visitor.enter(alice);
        broker.admin("/api/v1/roles/prod/Federated/revoke", "{}");
        Wire.Reply over = visitor.visit("/docs/");
        assertEquals(401, over.status(), over::toString);
        broker.clock.step(Duration.ofSeconds(2));
        visitor.enter(alice);
        assertEquals(200, visitor.visit("/docs/").status());
    }

    /** Who signs in anew is known anew: an older session would say what was true then. */
    @Test
    void sessionOfAnEarlierSignInIsNotGivenAgain() {
        visitor.enter(alice);
        long before = sessions();
        broker.clock.step(Duration.ofSeconds(2));
        alice.signIn();
        new SiteVisitor(broker, SITE).enter(alice);
        assertEquals(before + 1, sessions());
        assertEquals(200, visitor.visit("/docs/").status());
    }

    @Test
    void S79siteThatAsksForAnotherRoleKnowsNobodyByTheFormerOne() {
        visitor.enter(alice);
        broker.reconfigure(
                "daypass.yaml",
                "wiki.example.com: { role: prod/Federated }",
                "wiki.example.com: { role: prod/Ungranted }");
        Wire.Reply over = visitor.visit("/docs/");
        assertEquals(401, over.status(), over::toString);
        assertEquals(
                List.of("SESSION_REVOKED"),
                broker.audit.of(over).stream().map(AuditTrail.Entry::reason).toList());
        broker.restoreConfiguration();
        assertEquals(200, visitor.visit("/docs/").status());
    }

    @Test
    void severalTabsComeInAtOnce() {
        String one = visitor.sent("/docs/one", alice);
        String two = visitor.sent("/docs/two", alice);
        assertEquals(Optional.of("/docs/two"), visitor.visit(two).header("Location"));
        Wire.Reply late = visitor.visit(one);
        assertEquals(Optional.of("/docs/one"), late.header("Location"));
        assertTrue(late.header("Set-Cookie").isPresent());
        assertEquals(200, visitor.visit("/docs/one").status());
    }

    /** Two tabs that were nobody's at the same moment: the second one's mark replaces the first one's. */
    @Test
    void tabWhoseMarkWasReplacedIsSentOnceMore() {
        String one = visitor.sent("/docs/one", alice);
        visitor.jar().clear();
        String two = visitor.sent("/docs/two", alice);
        Wire.Reply again = visitor.visit(one);
        assertEquals(Optional.of("/docs/one"), again.header("Location"));
        assertFalse(again.header("Set-Cookie").isPresent());
        assertEquals(Optional.of("/docs/two"), visitor.visit(two).header("Location"));
        assertEquals(200, visitor.visit("/docs/one").status());
    }

    @Test
    void whoseBrowserKeepsNoCookiesIsToldInWordsAndNotSentInCircles() {
        String back = visitor.sent("/docs/", alice);
        visitor.jar().clear();
        Wire.Reply told = visitor.visit(back);
        assertEquals(400, told.status(), told::toString);
        assertFalse(told.header("Location").isPresent());
        assertTrue(told.body().contains("open the page again"), told::body);
        assertTrue(told.header("Content-Type").orElse("").startsWith("text/plain"));
    }

    /** The code and the visit stand in addresses: nobody on the way keeps or passes them on. */
    @Test
    void nothingOnTheWayIsKeptOrTold() {
        Wire.Reply sent = visitor.askForwarded("/docs/", "Accept: text/html", "X-Forwarded-Proto: https");
        assertEquals(302, sent.status(), sent::toString);
        String visit = sent.header("Location").orElseThrow().substring(Browser.ISSUER.length());
        Wire.Reply coded = alice.visit(visit);
        String code = location(coded).substring(("https://" + SITE).length());
        Wire.Reply entered = visitor.visit(code);
        for (Wire.Reply reply : List.of(sent, coded, entered, visitor.visit(code), visitor.visit("/docs/"))) {
            assertEquals(Optional.of("no-store"), reply.header("Cache-Control"), reply::toString);
            assertEquals(Optional.of("no-referrer"), reply.header("Referrer-Policy"), reply::toString);
        }
        String secret = code.substring(code.indexOf('=') + 1);
        String lines = broker.audit.all().toString();
        assertFalse(lines.contains(secret) || lines.contains(visitor.jar().getOrDefault(SiteVisitor.SESSION, secret)));
    }

    @Test
    void signedOutIsSignedOutAtTheSiteAndSignsInAnew() {
        visitor.enter(alice);
        alice.postOurs("/logout", Map.of(Browser.CSRF, alice.csrf()));
        Wire.Reply over = visitor.visit("/docs/");
        assertEquals(401, over.status(), over::toString);
        String way = SiteVisitor.way(over);
        assertEquals("/?to=" + Wire.encode(way), location(alice.visit(way)));
        alice.signIn();
        assertTrue(location(alice.visit(way)).contains("/.daypass/session?code="));
    }
}
