package dev.daypass.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import dev.daypass.browser.Chromium;
import dev.daypass.browser.Chromium.Looks;
import dev.daypass.browser.Visit;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
    private static final String OUT = "You are signed out";

    private final Chromium chromium = Chromium.start();
    private final String broker;
    private final String provider;
    private final AuditTrail audit;
    private final URI endpoint;
    private final Faces faces;

    OpenIdLogoutIT(Peers peers) {
        endpoint = peers.broker().endpoint();
        broker = endpoint.toString();
        faces = new Faces(endpoint);
        provider = peers.openId().issuer();
        audit = new AuditTrail(peers.broker().endpoint());
    }

    @AfterAll
    void stop() {
        chromium.close();
    }

    @Test
    void whoSignsOutAtTheProviderIsSignedOutAtEveryFaceWithinASecond() {
        try (Visit alice = chromium.visit(Looks.WIDE)) {
            signIn(alice.page());
            alice.page().click("[data-card] form.take button");
            Faces.Held held = Faces.Held.of(alice.page().textContent("#text-bash"));
            var terminal = TerminalLogin.approvedBy(alice.page(), endpoint);
            faces.assertLive(held, terminal);

            signOutThere(alice.page());
            // The provider has told us before it answered.
            faces.assertOverWithinASecond(held, terminal);
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

    private void assertTold(String outcome) {
        List<JsonNode> told =
                audit.entries(entry -> entry.get("kind").stringValue().equals("BROWSER_LOGOUT"));
        assertEquals(outcome, told.get(told.size() - 1).get("outcome").stringValue(), told::toString);
    }
}
