package dev.daypass.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.server.http.HeaderLines;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Attacks on browser sessions: planted, stolen, tampered and doubled cookies, forms of other sites, embedded pages. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BrowserAttackTest {
    private final AttackedBroker broker;
    private Browser browser;

    BrowserAttackTest(@TempDir Path directory) {
        broker = AttackedBroker.start(directory);
        browser = new Browser(broker);
    }

    @BeforeEach
    void signIn() {
        browser = new Browser(broker);
        browser.signIn();
        assertTrue(browser.isSignedIn());
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    private String cookie() {
        return browser.cookie(Browser.SESSION).orElseThrow();
    }

    @Test
    void W03cookieThatWasThereBeforeIsWorthNothingAfterwards() {
        String planted = cookie();
        var victim = new Browser(broker);
        victim.plant(Browser.SESSION, planted);
        victim.signIn();
        assertNotEquals(Optional.of(planted), victim.cookie(Browser.SESSION));
        assertTrue(victim.isSignedIn());
        var attacker = new Browser(broker);
        attacker.plant(Browser.SESSION, planted);
        assertFalse(attacker.isSignedIn());
    }

    @Test
    void W03cookieOfOnesOwnChoosingIsNobodys() {
        for (String value : List.of("A".repeat(43), "", "x", "bs-1", "'; DROP TABLE browser_session; --", "%00")) {
            var attacker = new Browser(broker);
            attacker.plant(Browser.SESSION, value);
            assertFalse(attacker.isSignedIn(), value);
        }
    }

    @Test
    void W05tamperedDoubledAndMisnamedCookiesAreNobodys() {
        String value = cookie();
        assertTrue(sends("__Host-daypass=" + value));
        assertTrue(sends("theme=dark; __Host-daypass=" + value + "; a=b"));
        for (String line : List.of(
                "__Host-daypass=" + value + "; __Host-daypass=" + value,
                "__Host-daypass=x; __Host-daypass=" + value,
                "__Host-daypass=" + value + "; __Host-daypass=x",
                "daypass=" + value,
                "__host-daypass=" + value,
                "__Secure-daypass=" + value,
                "=__Host-daypass=" + value,
                "__Host-daypass",
                "__Host-daypass=" + value.substring(1),
                "__Host-daypass=" + value + "A",
                "__Host-daypass=\"" + value + "\"")) {
            assertFalse(sends(line), line);
        }
    }

    private boolean sends(String cookies) {
        return post("/logout", "csrf=", "Cookie: " + cookies).status() == 403;
    }

    @Test
    void W05cookieLongerThanAllHeadersMayBe() {
        Wire.Reply reply = post("/logout", "csrf=", "Cookie: __Host-daypass=" + "A".repeat(40_000));
        assertTrue(reply.status() == 431 || reply.status() == 0 || reply.status() == 400, reply::toString);
        assertTrue(browser.isSignedIn());
    }

    @Test
    void W05presenceMarkOpensNothing() {
        String mark = browser.cookie("__Host-daypass-here").orElseThrow();
        var attacker = new Browser(broker);
        attacker.plant("__Host-daypass-here", mark);
        assertFalse(attacker.isSignedIn());
        attacker.plant(Browser.SESSION, mark);
        assertFalse(attacker.isSignedIn());
        assertFalse(mark.contains(cookie()));
    }

    @Test
    void W01signingOutTakesAFormOfOurs() {
        assertEquals(403, post("/logout", "", mine()).status());
        assertEquals(403, post("/logout", "csrf=x", mine()).status());
        assertEquals(403, post("/logout", "csrf=1." + "A".repeat(43), mine()).status());
        var other = new Browser(broker);
        other.signIn();
        assertTrue(browser.isSignedIn());
        assertTrue(other.isSignedIn());
    }

    @Test
    void W01formOfAnotherSiteIsRefused() {
        for (String site : List.of("cross-site", "same-site", "nonsense", "")) {
            assertEquals(
                    403,
                    post("/logout", "csrf=", mine(), "Sec-Fetch-Site: " + site).status(),
                    site);
        }
        for (String origin : List.of(
                "https://evil.example.com",
                "null",
                "http://broker.example.com",
                "https://broker.example.com:8443",
                "https://broker.example.com.evil")) {
            Wire.Reply reply = post("/logout", "csrf=", mine(), "Origin: " + origin);
            assertTrue(broker.audit.of(reply).get(0).line().contains("Origin"), origin);
        }
        assertTrue(browser.isSignedIn());
    }

    @Test
    void W01nobodySignsInOrOutInAFrameOrAPicture() {
        for (String mode : List.of("no-cors", "cors", "websocket")) {
            assertEquals(403, get("/saml/corp/login", "Sec-Fetch-Mode: " + mode).status(), mode);
        }
        for (String destination : List.of("iframe", "image", "empty", "object")) {
            Wire.Reply reply = get("/saml/corp/login", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: " + destination);
            assertEquals(403, reply.status(), destination);
        }
        assertEquals(
                303,
                get("/saml/corp/login", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document")
                        .status());
    }

    @Test
    void W08namesInPathsMakeNoHeader() {
        for (String name : List.of("corp%0d%0aSet-Cookie:%20a=b", "corp%00", "..%2f..", "%e2%80%ae", "corp%20")) {
            Wire.Reply reply = get("/saml/" + name + "/login");
            assertTrue(reply.status() >= 400 && reply.status() < 500, reply::toString);
            assertEquals(Optional.empty(), reply.header("Set-Cookie"), name);
        }
    }

    @Test
    void W28nothingOfItIsKeptByCaches() {
        for (Wire.Reply reply :
                List.of(get("/saml/corp/login"), post("/logout", "csrf=", mine()), browser.visit("/"))) {
            assertEquals(Optional.of("no-store"), reply.header("Cache-Control"), reply::toString);
        }
    }

    @Test
    void W32clockSetBackRevivesNobody() {
        broker.clock.step(Duration.ofMinutes(31));
        assertFalse(browser.isSignedIn());
        broker.clock.step(Duration.ofMinutes(-31));
        browser.signIn();
        assertTrue(browser.isSignedIn());
    }

    private String mine() {
        return "Cookie: __Host-daypass=" + cookie();
    }

    private Wire.Reply post(String path, String form, String... headers) {
        return Wire.post(broker.port(), path, Wire.FORM, lines(headers), form);
    }

    private Wire.Reply get(String target, String... headers) {
        return Wire.get(broker.port(), target, lines(headers));
    }

    private static List<HeaderLines.Line> lines(String... headers) {
        return List.of(headers).stream()
                .map(line -> line.split(": ?", 2))
                .map(pair -> new HeaderLines.Line(pair[0], pair[1]))
                .toList();
    }
}
