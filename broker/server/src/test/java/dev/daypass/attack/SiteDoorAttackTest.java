package dev.daypass.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.outcome.Reason;
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

/** Browsers at sites behind a proxy: who gets in, who is sent where, and what ends it (O13, O15, O18, S81, W04). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SiteDoorAttackTest {
    private static final String SITE = "wiki.example.com";
    private static final Duration SECONDS = Duration.ofSeconds(1);

    private final AttackedBroker broker;
    private Browser alice;
    private SiteVisitor visitor;

    SiteDoorAttackTest(@TempDir Path directory) {
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

    private void refused(Reason reason, Wire.Reply reply) {
        assertTrue(reply.status() >= 400, reply::toString);
        assertEquals(
                List.of(reason.name()),
                broker.audit.of(reply).stream().map(AuditTrail.Entry::reason).toList(),
                reply::toString);
        assertFalse(reply.header("Remote-User").isPresent());
        assertFalse(reply.header("Location").isPresent());
    }

    /** Not let in, but led to the page again: whoever is known there by now sees it, everybody else is sent once more. */
    private void sentAgain(String page, Wire.Reply reply) {
        assertEquals(303, reply.status(), reply::toString);
        assertEquals(Optional.of(page), reply.header("Location"));
        assertFalse(reply.header("Set-Cookie").isPresent(), reply::toString);
        assertEquals(
                List.of("LOGIN_UNKNOWN"),
                broker.audit.of(reply).stream().map(AuditTrail.Entry::reason).toList());
    }

    @Test
    void personIsSentToSignInAndComesBackToThePage() {
        Wire.Reply first = visitor.visit("/docs/?page=2");
        assertEquals(401, first.status());
        String back = visitor.sent("/docs/?page=2", alice);
        Wire.Reply entered = visitor.visit(back);
        assertEquals(303, entered.status(), entered::toString);
        assertEquals(Optional.of("/docs/?page=2"), entered.header("Location"));
        Wire.Reply page = visitor.visit("/docs/?page=2");
        assertEquals(200, page.status(), page::toString);
        assertTrue(page.header("Remote-User").orElse("").contains("assumed-role/Federated/"));
        assertEquals(200, visitor.ask("GET", "/docs/data.json").status());
        assertEquals(403, visitor.ask("DELETE", "/docs/").status());
    }

    @Test
    void whoIsNotSignedInSignsInFirst() {
        var bob = new Browser(broker);
        String way = SiteVisitor.way(visitor.visit("/docs/"));
        assertEquals(Optional.of("/?to=" + Wire.encode(way)), bob.visit(way).header("Location"));
        Browser.Sent sent = bob.leave(way);
        Wire.Reply arrived =
                bob.comeBack(broker.idp.response(broker.spec().inResponseTo(sent.requestId())), sent.relayState());
        assertEquals(Optional.of(way), arrived.header("Location"));
        String back = bob.visit(way).header("Location").orElseThrow();
        assertEquals(
                303, visitor.visit(back.substring(("https://" + SITE).length())).status());
    }

    @Test
    void traefikAndCaddyGetARedirect() {
        Wire.Reply sent = visitor.askForwarded("/docs/", "Accept: text/html", "X-Forwarded-Proto: https");
        assertEquals(302, sent.status(), sent::toString);
        String to = sent.header("Location").orElseThrow();
        assertTrue(to.startsWith(Browser.ISSUER + "/sign-in/site?visit="), to);
        String back = alice.visit(to.substring(Browser.ISSUER.length()))
                .header("Location")
                .orElseThrow();
        String path = back.substring(("https://" + SITE).length());
        assertEquals(303, visitor.askForwarded(path, "X-Forwarded-Proto: https").status());
        assertEquals(
                200, visitor.askForwarded("/docs/", "X-Forwarded-Proto: https").status());
    }

    @Test
    void signingOutEndsItAtOnce() {
        visitor.enter(alice);
        assertEquals(200, visitor.visit("/docs/").status());
        alice.postOurs("/logout", Map.of(Browser.CSRF, alice.csrf()));
        Wire.Reply over = visitor.visit("/docs/");
        assertEquals(401, over.status(), over::toString);
        assertTrue(over.header(SiteVisitor.SIGN_IN).isPresent());
        assertEquals(
                List.of("SESSION_REVOKED"),
                broker.audit.of(over).stream().map(AuditTrail.Entry::reason).toList());
        assertEquals(401, visitor.ask("GET", "/docs/data.json").status());
    }

    @Test
    void O18onlyPeopleWhoVisitAPageOfAKnownSiteAreSentAnywhere() {
        String html = "Accept: text/html";
        String https = "X-Forwarded-Proto: https";
        assertTrue(visitor.ask("GET", "/docs/", html, https)
                .header(SiteVisitor.SIGN_IN)
                .isPresent());
        List<Wire.Reply> others = List.of(
                visitor.ask("POST", "/docs/", html, https),
                visitor.ask("HEAD", "/docs/", html, https),
                visitor.ask("GET", "/docs/", https),
                visitor.ask("GET", "/docs/", "Accept: application/json", https),
                visitor.ask("GET", "/docs/", html, https, "Sec-Fetch-Mode: cors"),
                visitor.ask("GET", "/docs/", html, https, "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: iframe"),
                visitor.ask("GET", "/docs/", html),
                visitor.ask("GET", "/docs//", html, https),
                new SiteVisitor(broker, SITE + ":8443").visit("/docs/"),
                new SiteVisitor(broker, "WIKI.example.com").visit("/docs/"),
                new SiteVisitor(broker, SITE + ".").visit("/docs/"),
                new SiteVisitor(broker, SITE + ".evil.example").visit("/docs/"),
                new SiteVisitor(broker, "evil.example@" + SITE).visit("/docs/"),
                new SiteVisitor(broker, "api.example.com").visit("/"));
        for (Wire.Reply reply : others) {
            assertTrue(reply.status() == 401 || reply.status() == 403, reply::toString);
            assertFalse(reply.header(SiteVisitor.SIGN_IN).isPresent(), reply::toString);
            assertFalse(reply.header("Location").isPresent(), reply::toString);
        }
    }

    @Test
    void S81visitThatWeDidNotSealLeadsNowhere() {
        String way = SiteVisitor.way(visitor.visit("/docs/"));
        for (String visit : List.of(
                "",
                "x",
                "https%3A%2F%2Fevil.example.com",
                "%2F%2Fevil.example.com",
                way.substring(way.indexOf('=') + 1, way.length() - 2) + "AA")) {
            refused(Reason.LOGIN_UNKNOWN, alice.visit("/sign-in/site?visit=" + visit));
        }
        refused(Reason.LOGIN_UNKNOWN, alice.visit("/sign-in/site"));
        refused(Reason.REQUEST_MALFORMED, alice.visit(way + "&visit=x"));
        String code = visitor.sent("/docs/", alice).substring("/.daypass/session?code=".length());
        refused(Reason.LOGIN_UNKNOWN, alice.visit("/sign-in/site?visit=" + code));
        broker.clock.step(SECONDS.multipliedBy(600));
        refused(Reason.LOGIN_UNKNOWN, alice.visit(way));
    }

    @Test
    void S81siteThatIsServedNoMoreIsLedToNoMore() {
        String way = SiteVisitor.way(visitor.visit("/docs/"));
        broker.reconfigure("daypass.yaml", "wiki.example.com: { role: prod/Federated }", "wiki.example.com: {}");
        refused(Reason.CALLER_NOT_ALLOWED, alice.visit(way));
        assertEquals(401, visitor.visit("/docs/").status());
        assertFalse(visitor.visit("/docs/").header(SiteVisitor.SIGN_IN).isPresent());
    }

    @Test
    void S81pageThatCouldBeAnotherPlaceIsNoneToReturnTo() {
        for (String uri : List.of(
                "//evil.example.com/",
                "/\\evil.example.com/",
                "/%5Cevil.example.com/",
                "/%2F%2Fevil.example.com/",
                "/docs/%0D%0ASet-Cookie:%20x=y",
                "/docs/..//evil.example.com",
                "https://evil.example.com/",
                "@evil.example.com/",
                ".evil.example.com/")) {
            Wire.Reply reply = visitor.visit(uri);
            refused(Reason.REQUEST_MALFORMED, reply);
            assertFalse(reply.header(SiteVisitor.SIGN_IN).isPresent(), uri);
        }
        String back = visitor.sent("/docs/?to=//evil.example.com/&x=%0D%0A", alice);
        assertEquals(
                Optional.of("/docs/?to=//evil.example.com/&x=%0D%0A"),
                visitor.visit(back).header("Location"));
    }

    @Test
    void S81longAddressBecomesTheFirstPage() {
        String longest = "/docs/?" + "a".repeat(200);
        String back = visitor.sent(longest, alice);
        assertEquals(Optional.of(longest), visitor.visit(back).header("Location"));
        var other = new SiteVisitor(broker, SITE);
        String shorter = other.sent("/docs/" + "a".repeat(600), alice);
        assertEquals(Optional.of("/"), other.visit(shorter).header("Location"));
    }

    @Test
    void W14roleThatIsNotTheirsLetsNobodyIn() {
        broker.reconfigure(
                "daypass.yaml",
                "wiki.example.com: { role: prod/Federated }",
                "wiki.example.com: { role: prod/Ungranted }");
        Holdings before = broker.holdings();
        String way = SiteVisitor.way(visitor.visit("/docs/"));
        Wire.Reply reply = alice.visit(way);
        assertEquals(403, reply.status(), reply::toString);
        assertEquals(1, broker.audit.of(reply).size(), reply::toString);
        assertEquals(before.sessions(), broker.holdings().sessions());
    }

    @Test
    void O13codeIsGoodOnceInTimeAtItsHostAndInItsBrowser() {
        String once = visitor.sent("/docs/", alice);
        var thief = new SiteVisitor(broker, SITE);
        thief.jar().putAll(visitor.jar());
        assertEquals(303, visitor.visit(once).status());
        sentAgain("/docs/", thief.visit(once));

        visitor = new SiteVisitor(broker, SITE);
        String late = visitor.sent("/docs/", alice);
        broker.clock.step(SECONDS.multipliedBy(60));
        sentAgain("/docs/", visitor.visit(late));

        String elsewhere = visitor.sent("/docs/", alice);
        var other = new SiteVisitor(broker, "wiki.localhost");
        other.jar().putAll(visitor.jar());
        refused(Reason.LOGIN_UNKNOWN, other.visit(elsewhere));

        refused(Reason.LOGIN_UNKNOWN, visitor.visit("/.daypass/session"));
        refused(Reason.LOGIN_UNKNOWN, visitor.visit("/.daypass/session?code="));
        refused(Reason.LOGIN_UNKNOWN, visitor.visit("/.daypass/session?code=AAAA"));
    }

    /** A code that somebody lures another person to, or catches, opens nothing, and is spent by the attempt. */
    @Test
    void W04codeOfAnotherBrowserSignsNobodyIn() {
        String mallorys = visitor.sent("/docs/", alice);
        var victim = new SiteVisitor(broker, SITE);
        refused(Reason.LOGIN_UNKNOWN, victim.visit(mallorys));
        assertFalse(victim.jar().containsKey(SiteVisitor.SESSION));
        sentAgain("/docs/", visitor.visit(mallorys));

        var waiting = new SiteVisitor(broker, SITE);
        waiting.visit("/docs/");
        String caught = visitor.sent("/docs/", alice);
        sentAgain("/docs/", waiting.visit(caught));
    }

    @Test
    void O15cookieIsGoodAtItsHostAloneAndForNothingElse() {
        visitor.enter(alice);
        String cookie = visitor.jar().getOrDefault(SiteVisitor.SESSION, "");
        var other = new SiteVisitor(broker, "wiki.localhost");
        other.jar().put(SiteVisitor.SESSION, cookie);
        refused(Reason.NOT_SIGNED_IN, other.visit("/docs/"));
        refused(Reason.LOGIN_UNKNOWN, visitor.visit("/.daypass/session?code=" + cookie));
        refused(Reason.LOGIN_UNKNOWN, alice.visit("/sign-in/site?visit=" + cookie));
        var forger = new SiteVisitor(broker, SITE);
        for (String value : List.of(
                "",
                "x",
                cookie.substring(1),
                cookie + "A",
                alice.cookie(Browser.SESSION).orElse(""))) {
            forger.jar().put(SiteVisitor.SESSION, value);
            refused(Reason.NOT_SIGNED_IN, forger.visit("/docs/"));
        }
        Wire.Reply bearer = new SiteVisitor(broker, SITE).ask("GET", "/docs/", "Authorization: Bearer " + cookie);
        assertEquals(401, bearer.status());
        assertEquals(200, visitor.visit("/docs/").status());
    }

    /** A proof of one's own counts before a cookie; a bad one is not made up for, and signing in would not mend it. */
    @Test
    void O18badProofBesideAGoodCookieIsRefusedAndLeadsNowhere() {
        visitor.enter(alice);
        String html = "Accept: text/html";
        String https = "X-Forwarded-Proto: https";
        for (Wire.Reply reply : List.of(
                visitor.ask("GET", "/docs/", html, https, "Authorization: Bearer x"),
                visitor.ask("GET", "/docs/", html, https, "Authorization: Basic eDp5"),
                visitor.visit("/docs/?X-Amz-Signature=x"),
                visitor.visit("/docs/?page=2&X-Amz-Credential=x"))) {
            assertEquals(401, reply.status(), reply::toString);
            assertFalse(reply.header(SiteVisitor.SIGN_IN).isPresent(), reply::toString);
        }
        for (String page : List.of(
                "/docs/?url=https%3A%2F%2Fbucket%2Fo%3FX-Amz-Signature%3Dx",
                "/docs/?X-Amz-", "/docs/?q=X-Amz-Signature=x")) {
            assertEquals(200, visitor.visit(page).status(), page);
            assertTrue(new SiteVisitor(broker, SITE)
                    .visit(page)
                    .header(SiteVisitor.SIGN_IN)
                    .isPresent());
        }
    }

    @Test
    void pageWhoseQueryIsNoFormIsReachedLikeAnyOther() {
        for (String page : List.of("/docs/?tag=a&tag=b", "/docs/?q=100%", "/docs/?a&&b")) {
            visitor = new SiteVisitor(broker, SITE);
            assertEquals(
                    Optional.of(page), visitor.visit(visitor.sent(page, alice)).header("Location"));
            assertEquals(200, visitor.visit(page).status(), page);
        }
    }
}
