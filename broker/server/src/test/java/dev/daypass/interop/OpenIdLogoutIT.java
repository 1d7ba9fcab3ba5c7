package dev.daypass.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import dev.daypass.browser.Chromium;
import dev.daypass.browser.Chromium.Looks;
import dev.daypass.browser.Visit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A certified OpenID provider and the broker tell each other who has signed out, with a real browser between them. */
@ExtendWith(WithPeers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class OpenIdLogoutIT {
    private static final Pattern EXPORT = Pattern.compile("(?m)^export (AWS_\\w+)='([^']*)'$");
    private static final String OUT = "You are signed out";

    private final Chromium chromium = Chromium.start();
    private final String broker;
    private final String provider;
    private final AuditTrail audit;
    private final Path directory;

    OpenIdLogoutIT(Peers peers) throws IOException {
        broker = peers.broker().endpoint().toString();
        provider = peers.openId().issuer();
        audit = new AuditTrail(peers.broker().endpoint());
        directory = peers.workplace("openid-logout");
    }

    @AfterAll
    void stop() {
        chromium.close();
    }

    @Test
    void whoSignsOutAtTheProviderIsSignedOutHereWithinASecond() throws IOException {
        try (Visit alice = chromium.visit(Looks.WIDE)) {
            signIn(alice.page());
            Map<String, String> keys = take(alice.page());
            assertEquals(0, identity(keys).exitCode());

            signOutThere(alice.page());
            // The provider has told us before it answered.
            Command.Result refused = identity(keys);
            assertNotEquals(0, refused.exitCode(), refused.output());
            assertTrue(refused.output().contains("InvalidClientTokenId"), refused.output());
            alice.page().navigate(broker + "/sessions");
            assertEquals("Sign in", alice.page().textContent("h1"));
            assertTold("GRANTED");
        }
    }

    @Test
    void whoSignsOutHereIsSignedOutAtTheProviderAndComesBack() {
        try (Visit alice = chromium.visit(Looks.WIDE)) {
            signIn(alice.page());
            alice.page().click("form[action='/logout'] button");
            alice.page().waitForURL(address -> address.startsWith(provider + "/session/end"));
            alice.page().click("[name=logout][value=yes]");
            alice.page().waitForURL(address -> address.startsWith(broker + "/oidc/corp-oidc/logged-out"));
            assertEquals(OUT, alice.page().textContent("h1"));
            assertTrue(alice.page().textContent("main").contains("corp-oidc"));
            alice.assertAccessible();
            // The provider has forgotten too: it asks who comes.
            alice.page().navigate(broker + "/oidc/corp-oidc/login");
            assertEquals(1, alice.page().locator("[name=password]").count());
        }
    }

    /** The provider's word about a session is for that session alone. */
    @Test
    void otherBrowserOfThePersonStaysSignedIn() {
        try (Visit one = chromium.visit(Looks.WIDE);
                Visit other = chromium.visit(Looks.WIDE)) {
            signIn(one.page());
            signIn(other.page());
            signOutThere(one.page());
            one.page().navigate(broker + "/");
            assertEquals("Sign in", one.page().textContent("h1"));
            other.page().navigate(broker + "/");
            assertEquals("Take a role", other.page().textContent("h1"));
        }
    }

    private void signIn(Page page) {
        page.navigate(broker + "/");
        page.click("a[href='/oidc/corp-oidc/login']");
        page.fill("[name=login]", "alice");
        page.fill("[name=password]", "any");
        page.click("[type=submit]");
        page.click("[type=submit]");
        page.waitForURL(address -> address.startsWith(broker));
        assertEquals("Take a role", page.textContent("h1"), page::url);
    }

    private void signOutThere(Page page) {
        page.navigate(provider + "/session/end");
        page.click("[name=logout][value=yes]");
        page.waitForURL(address -> address.startsWith(provider + "/session/end/success"));
    }

    private static Map<String, String> take(Page page) {
        page.click("[data-card] button");
        var keys = new HashMap<String, String>();
        EXPORT.matcher(page.textContent("#text-shell"))
                .results()
                .forEach(found -> keys.put(found.group(1), found.group(2)));
        assertEquals(4, keys.size());
        return keys;
    }

    private void assertTold(String outcome) {
        List<JsonNode> told =
                audit.entries(entry -> entry.get("kind").stringValue().equals("BROWSER_LOGOUT"));
        assertEquals(outcome, told.get(told.size() - 1).get("outcome").stringValue(), told::toString);
    }

    private Command.Result identity(Map<String, String> keys) throws IOException {
        return new Command(Files.createDirectories(directory.resolve("aws")))
                .with(keys)
                .run("aws", "--endpoint-url", broker, "sts", "get-caller-identity");
    }
}
