package dev.daypass.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import dev.daypass.browser.Chromium;
import dev.daypass.browser.Chromium.Looks;
import dev.daypass.browser.Visit;
import dev.daypass.testkit.peers.Nginx;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A site behind an unmodified nginx, certified and real identity providers, and a real browser: in, and out again. */
@ExtendWith(WithPeers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class SiteInBrowserIT {
    private static final String DELETE = "fetch('/docs/other', {method: 'DELETE'}).then(answer => answer.status)";
    private static final String READ = "fetch('/docs/other').then(answer => answer.status)";

    private final Chromium chromium = Chromium.start();
    private final Peers peers;
    private final String broker;
    private final String provider;
    private final Nginx nginx;
    private final String site;

    SiteInBrowserIT(Peers peers) throws IOException {
        this.peers = peers;
        broker = peers.broker().endpoint().toString();
        provider = peers.openId().issuer();
        nginx = Nginx.start(peers.workplace("nginx"), peers.broker().endpoint().getPort(), "wiki.localhost");
        site = "http://wiki.localhost:" + nginx.port();
    }

    @AfterAll
    void stop() {
        nginx.close();
        chromium.close();
    }

    @Test
    void personReadsAPageAfterSigningInAndNoMoreAfterSigningOutAtTheOpenIdProvider() {
        try (Visit alice = chromium.visit(Looks.WIDE)) {
            Page page = alice.page();
            page.navigate(site + "/docs/start?page=2");
            assertTrue(page.url().startsWith(broker + "/"), page.url());
            alice.assertAccessible();
            page.click("a[href^='/oidc/corp-oidc/login']");
            page.fill("[name=login]", "alice");
            page.fill("[name=password]", "any");
            page.click("[type=submit]");
            page.click("[type=submit]");
            assertReads(page);
            // The role reads and no more.
            assertEquals(403, page.evaluate(DELETE));

            Page other = page.context().newPage();
            other.navigate(provider + "/session/end");
            other.click("[name=logout][value=yes]");
            other.waitForURL(address -> address.startsWith(provider + "/session/end/success"));
            assertOver(page);
        }
    }

    @Test
    void personReadsNoMoreAfterSigningOutAtTheSamlProvider() {
        try (Visit alice = chromium.visit(Looks.WIDE)) {
            Page page = alice.page();
            page.navigate(site + "/docs/start?page=2");
            page.click("a[href^='/saml/corp/login']");
            page.fill("[name=username]", "alice");
            page.fill("[name=password]", "correct-horse");
            page.press("[name=password]", "Enter");
            assertReads(page);

            Page other = page.context().newPage();
            other.navigate(peers.saml().logout().toString());
            assertTrue(other.url().endsWith("/logout.php"), other::url);
            assertOver(page);
        }
    }

    private void assertReads(Page page) {
        page.waitForURL(site + "/docs/start?page=2");
        String text = page.textContent("body");
        assertTrue(
                text.contains("read by [arn:daypass:sts::111122223333:assumed-role/ReadOnly/alice@corp.example.com]"),
                text);
        assertFalse(text.contains("__Host-daypass-site="), text);
        assertEquals(200, page.evaluate(READ));
        Page tab = page.context().newPage();
        assertEquals(200, tab.navigate(site + "/docs/other").status());
        tab.close();
    }

    /** The provider has told us before it answered: what is asked at once is refused at once. */
    private void assertOver(Page page) {
        Instant asked = Instant.now();
        assertEquals(401, page.evaluate(READ));
        Duration took = Duration.between(asked, Instant.now());
        assertTrue(took.compareTo(Duration.ofSeconds(1)) < 0, took::toString);
        page.navigate(site + "/docs/start");
        assertTrue(page.url().startsWith(broker + "/"), page.url());
        assertEquals("Sign in", page.textContent("h1"));
    }
}
