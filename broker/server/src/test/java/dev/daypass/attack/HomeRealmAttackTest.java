package dev.daypass.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.server.http.HeaderLines;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Attacks on finding one's way in: addresses, hints, remembered providers and where one is led. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HomeRealmAttackTest {
    private static final String PROVIDERS = "providers/corp.yaml";
    private static final String LAST = "__Host-daypass-last";

    /** Targets that lead elsewhere, or could be read so (security S81, O18). */
    private static final List<String> ASTRAY = List.of(
            "https://evil.example.com",
            "//evil.example.com",
            "/\\evil.example.com",
            "\\\\evil.example.com",
            "/%2Fevil.example.com",
            "/%5cevil.example.com",
            "/..//evil.example.com",
            "javascript:alert(1)",
            "data:text/html,x",
            "https:evil.example.com",
            "/\u2215evil.example.com",
            "/\t/evil.example.com",
            "/x\r\nSet-Cookie: a=b",
            "/@evil.example.com/..//",
            " /sessions",
            "?x",
            "");

    private final AttackedBroker broker;
    private Browser browser;

    HomeRealmAttackTest(@TempDir Path directory) {
        broker = AttackedBroker.start(directory);
        browser = new Browser(broker);
        broker.rewrite(
                PROVIDERS,
                "type: saml\n",
                "type: saml\n  label: \"Corp <b>&</b> 'Sons'\"\n  domains: [corp.example.com, both.example.com]\n");
        broker.rewrite(
                PROVIDERS,
                "type: oidc\n",
                "type: oidc\n  label: Partners\n  hidden: true\n  domains: [partner.example.com, both.example.com]\n");
        broker.reload();
    }

    @BeforeEach
    void freshBrowser() {
        browser = new Browser(broker);
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    private static void goesTo(String where, Wire.Reply reply) {
        assertEquals(303, reply.status(), reply::toString);
        assertEquals(Optional.of(where), reply.header("Location"));
    }

    private Wire.Reply typed(String address) {
        return browser.visit("/login?login_hint=" + Wire.encode(address));
    }

    @Test
    void domainLeadsToItsProviderAndTakesTheAddressAlong() {
        goesTo("/saml/corp/login?login_hint=alice%40corp.example.com", typed("alice@corp.example.com"));
        goesTo("/saml/corp/login?login_hint=alice%40CORP.example.com", typed("alice@CORP.example.com"));
        goesTo("/oidc/corp-oidc/login?login_hint=x%40partner.example.com", typed("x@partner.example.com"));
    }

    @Test
    void domainOfSeveralLeadsToThoseOnly() {
        Wire.Reply page = typed("alice@both.example.com");
        assertEquals(200, page.status());
        assertTrue(page.body().contains("/saml/corp/login?") && page.body().contains("/oidc/corp-oidc/login?"));
        assertFalse(page.body().contains("/directory/corp-ldap/"));
    }

    @Test
    void hintLeadsToItsProvider() {
        goesTo("/saml/corp/login?to=%2Fsessions", browser.visit("/login?to=/sessions&idp_hint=corp"));
        goesTo("/saml/corp/login?to=%2Fsessions", browser.visit("/?to=/sessions&idp_hint=corp"));
        goesTo("/oidc/corp-oidc/login", browser.visit("/login?idp_hint=corp-oidc"));
        assertEquals(200, browser.visit("/login?idp_hint=corp&choose=1").status());
    }

    @Test
    void W06hintOfNobodyIsNone() {
        for (String hint :
                List.of("nobody", "CORP", "corp%00", "../corp", "<script>alert(1)</script>", "corp%0d%0aX:y")) {
            Wire.Reply page =
                    browser.visit("/login?idp_hint=" + hint.replace("<", "%3C").replace(">", "%3E"));
            assertTrue(page.status() == 200 || page.status() == 400, hint);
            assertFalse(page.body().contains("<script>alert"), hint);
        }
    }

    @Test
    void W06nobodyLearnsWhichPeopleThereAre() {
        String known = typed("alice@corp.example.com").header("Location").orElseThrow();
        String other = typed("nobody-such@corp.example.com").header("Location").orElseThrow();
        assertEquals(known.replace("alice", "nobody-such"), other);
        String one = typed("alice@unknown.example").body().replace("alice", "NAME");
        String two = typed("mallory@unknown.example").body().replace("mallory", "NAME");
        assertEquals(one, two);
        String three = typed("alice@elsewhere.example")
                .body()
                .replace("elsewhere", "unknown")
                .replace("alice", "NAME");
        assertEquals(one, three);
    }

    @Test
    void W06hiddenProviderStandsOnNoList() {
        for (String page : List.of("/", "/login", "/login?choose=1", "/login?login_hint=a%40unknown.example")) {
            String body = browser.visit(page).body();
            assertFalse(body.contains("corp-oidc") || body.contains("Partners"), page);
            assertTrue(body.contains("/saml/corp/login"), page);
        }
    }

    @Test
    void W06labelsAndAddressesNeverBecomeMarkup() {
        Wire.Reply page = typed("\"><script>alert(1)</script>@x");
        assertEquals(200, page.status());
        assertFalse(page.body().contains("<script>alert"), page::body);
        assertTrue(page.body().contains("Corp &lt;b&gt;&amp;&lt;/b&gt; 'Sons'"), page::body);
        for (String naughty : List.of("{0}", "${7*7}", "' OR 1=1 --", "\u202etxt@x", "a@x\"onfocus=alert(1) x=\"")) {
            Wire.Reply reply = typed(naughty);
            assertEquals(200, reply.status(), naughty);
            assertFalse(reply.body().contains("\"onfocus"), naughty);
        }
    }

    @Test
    void S81O18nobodyIsLedElsewhere() {
        for (String to : ASTRAY) {
            for (String start :
                    List.of("/login?", "/?", "/login?idp_hint=corp&", "/login?login_hint=a%40corp.example.com&")) {
                Wire.Reply reply = browser.visit(start + "to=" + Wire.encode(to));
                assertFalse(reply.header("Location").orElse("").contains("evil"), start + to);
                assertFalse(reply.body().contains("evil"), start + to);
                assertEquals(Optional.empty(), reply.header("Set-Cookie"), to);
            }
        }
        browser.signIn();
        for (String to : ASTRAY) {
            goesTo("/", browser.visit("/login?to=" + Wire.encode(to)));
        }
        goesTo("/sessions", browser.visit("/login?to=/sessions"));
    }

    @Test
    void deviceRemembersWhereOneSignedIn() {
        assertEquals(Optional.empty(), browser.cookie(LAST));
        browser.signIn();
        assertEquals(Optional.of("corp"), browser.cookie(LAST));
        browser.postOurs("/logout", Map.of("csrf", browser.csrf()));
        Wire.Reply page = browser.visit("/");
        assertTrue(page.body().contains("Continue with Corp"), page::body);
        assertFalse(
                browser.visit("/login?login_hint=a%40unknown.example").body().contains("Continue with"));
    }

    @Test
    void W05plantedMemoryIsAWishAtMost() {
        for (String value :
                List.of("nobody", "", "CORP", "corp x", "%63orp", "\"corp\"", "<b>", "../corp", "c".repeat(5_000))) {
            browser.plant(LAST, value);
            Wire.Reply page = browser.visit("/");
            assertEquals(200, page.status(), value);
            assertFalse(page.body().contains("Continue with"), value);
        }
        browser.plant(LAST, "corp-ldap");
        assertTrue(browser.visit("/").body().contains("Continue with corp-ldap"));
        Wire.Reply twice = Wire.get(
                broker.port(), "/", List.of(new HeaderLines.Line("Cookie", LAST + "=corp; " + LAST + "=corp")));
        assertFalse(twice.body().contains("Continue with"));
        browser.plant(LAST, "corp");
        assertFalse(browser.isSignedIn());
    }

    @Test
    void S79disabledProviderIsNeitherListedNorRemembered() {
        broker.rewrite(PROVIDERS, "(?m)^corp:\n(.*\n)*?  enabled: true", "corp:\n  type: saml\n  enabled: false");
        try {
            broker.reload();
            browser.plant(LAST, "corp");
            for (String page : List.of("/", "/login?idp_hint=corp", "/login?login_hint=a%40corp.example.com")) {
                assertFalse(browser.visit(page).body().contains("/saml/corp/"), page);
            }
        } finally {
            broker.rewrite(
                    PROVIDERS,
                    "(?m)^corp:\n  type: saml\n  enabled: false",
                    "corp:\n  type: saml\n  label: \"Corp <b>&</b> 'Sons'\"\n  domains: [corp.example.com, both.example.com]\n  enabled: true");
            broker.reload();
        }
    }

    @Test
    void whoWantsToBeSomebodyElseIsAskedAndSignsInAnew() {
        browser.signIn();
        Wire.Reply page = browser.visit("/login?choose=1&fresh=1");
        assertEquals(200, page.status());
        assertTrue(page.body().contains("/saml/corp/login?fresh=1"), page::body);
        Wire.Reply sent = browser.visit("/saml/corp/login?fresh=1");
        assertTrue(sent.header("Location").orElseThrow().contains("SAMLRequest="));
    }
}
