package dev.daypass.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import dev.daypass.browser.Chromium;
import dev.daypass.browser.Chromium.Looks;
import dev.daypass.browser.Visit;
import dev.daypass.testkit.peers.SimpleSamlPhp;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Signing out at one place signs out at the other, with real identity providers and a real browser: what the provider ends
 * is refused at every face within a second, and what is ended here is ended there too.
 */
@ExtendWith(WithPeers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class UpstreamLogoutIT {
    private final Chromium chromium = Chromium.start();
    private final SimpleSamlPhp saml;
    private final URI endpoint;
    private final String broker;
    private final Faces faces;

    UpstreamLogoutIT(Peers peers) {
        saml = peers.saml();
        endpoint = peers.broker().endpoint();
        broker = endpoint.toString();
        faces = new Faces(endpoint);
    }

    @AfterAll
    void stop() {
        chromium.close();
    }

    @Test
    void samlLogoutHereEndsTheSessionAtTheProviderToo() {
        for (Looks looks : new Looks[] {Looks.WIDE, Looks.WIDE.withoutScripts().width(360)}) {
            try (Visit alice = chromium.visit(looks)) {
                signInBySaml(alice.page(), looks);
                alice.page().click("form[action='/logout'] button");
                alice.page().waitForURL(address -> address.startsWith(broker + "/saml/corp/slo"));
                assertEquals("You are signed out", alice.page().textContent("h1"));
                assertTrue(alice.page().textContent("main").contains("You are signed out at corp too."));
                alice.page().navigate(saml.start().toString());
                assertEquals(1, alice.page().locator("[name=username]").count(), "the provider asks who it is");
                alice.page().navigate(broker + "/");
                assertEquals("Sign in", alice.page().textContent("h1"));
                alice.assertNothingWrong(broker);
            }
        }
    }

    @Test
    void samlLogoutAtTheProviderEndsEveryFaceWithinASecond() {
        try (Visit alice = chromium.visit(Looks.WIDE);
                Visit elsewhere = chromium.visit(Looks.WIDE)) {
            signInBySaml(elsewhere.page(), Looks.WIDE);
            signInBySaml(alice.page(), Looks.WIDE);
            Faces.Held held = take(alice.page());
            var terminal = TerminalLogin.approvedBy(alice.page(), endpoint);
            faces.assertLive(held, terminal);

            alice.page().navigate(saml.logout().toString());
            assertTrue(alice.page().url().endsWith("/logout.php"), alice.page()::url);
            faces.assertOverWithinASecond(held, terminal);
            alice.page().navigate(broker + "/sessions");
            assertEquals("Sign in", alice.page().textContent("h1"));
            elsewhere.page().navigate(broker + "/sessions");
            assertEquals("My sessions", elsewhere.page().textContent("h1"));
            alice.assertNothingWrong(broker);
        }
    }

    private Faces.Held take(Page page) {
        page.click("[data-card] form.take button");
        return Faces.Held.of(page.textContent("#text-bash"));
    }

    private void signInBySaml(Page page, Looks looks) {
        page.navigate(broker + "/");
        page.click("a[href='/saml/corp/login']");
        page.fill("[name=username]", "alice");
        page.fill("[name=password]", "correct-horse");
        page.press("[name=password]", "Enter");
        if (looks.scripts() == Chromium.Scripts.OFF) {
            // The provider's style sheet hides the button that its own note tells to press; Enter presses it too.
            page.evalOnSelector("form", "form => form.submit()");
        }
        page.waitForURL(broker + "/");
        assertEquals("Take a role", page.textContent("h1"));
    }
}
