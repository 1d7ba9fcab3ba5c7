package dev.daypass.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.daypass.browser.Chromium;
import dev.daypass.browser.Chromium.Looks;
import dev.daypass.browser.Visit;
import dev.daypass.testkit.peers.SimpleSamlPhp;
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

/**
 * People at a real browser, real identity providers and the AWS CLI: they sign in, pick a role, copy its credentials, use
 * them, end the session, and it is refused.
 */
@ExtendWith(WithPeers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class BrowserSignInIT {
    private static final Pattern EXPORT = Pattern.compile("(?m)^export (AWS_\\w+)='([^']*)'$");
    private static final String ARN = "arn:daypass:sts::111122223333:assumed-role/ReadOnly/alice@corp.example.com";

    private final Chromium chromium = Chromium.start();
    private final SimpleSamlPhp saml;
    private final String broker;
    private final Path directory;

    BrowserSignInIT(Peers peers) throws IOException {
        saml = peers.saml();
        broker = peers.broker().endpoint().toString();
        directory = peers.workplace("browser");
    }

    @AfterAll
    void stop() {
        chromium.close();
    }

    @Test
    void samlStartedHereLeadsToCredentialsThatTheAwsCliUses() throws IOException {
        try (Visit alice = chromium.visit(Looks.WIDE)) {
            alice.open(broker + "/");
            alice.assertAccessible();
            alice.page().click("a[href='/saml/corp/login']");
            fillSaml(alice.page());
            assertOnPicker(alice.page());
            usesAndEnds(alice);
            alice.assertNothingWrong(broker);
        }
    }

    @Test
    void samlStartedAtTheProviderLeadsToCredentialsThatTheAwsCliUses() throws IOException {
        try (Visit alice = chromium.visit(Looks.WIDE)) {
            alice.page().navigate(saml.start().toString());
            fillSaml(alice.page());
            assertOnPicker(alice.page());
            usesAndEnds(alice);
            alice.assertNothingWrong(broker);
        }
    }

    @Test
    void theOpenIdCodeFlowLeadsToCredentialsThatTheAwsCliUses() throws IOException {
        try (Visit alice = chromium.visit(Looks.WIDE)) {
            signInAtOpenId(alice);
            usesAndEnds(alice);
            alice.assertNothingWrong(broker);
        }
    }

    @Test
    void allOfItWorksWithoutScripts() {
        try (Visit alice = chromium.visit(Looks.WIDE.withoutScripts().language("de-DE"))) {
            alice.page().navigate(broker + "/");
            alice.page().click("a[href='/saml/corp/login']");
            fillSaml(alice.page());
            // The provider's style sheet hides the button that its own note tells to press; Enter presses it too.
            alice.page().evalOnSelector("form", "form => form.submit()");
            alice.page().waitForURL(broker + "/");
            assertEquals("Rolle übernehmen", alice.page().textContent("h1"));
            alice.page().click("[data-card] form.take button");
            alice.page().click("label[for=tab-shell]");
            assertEquals(0, alice.page().locator(".panel.shell pre:visible").count());
            alice.page().locator(".panel.shell summary").first().click();
            assertTrue(alice.page().locator("#text-bash").isVisible());
            alice.page().click("form[action='/sessions/end'] button");
            assertTrue(alice.page().textContent("[role=status]").contains("Beendet"));
        }
    }

    @Test
    void signingOutEndsWhatWasTaken() throws IOException {
        try (Visit alice = chromium.visit(Looks.WIDE.width(360).theme(ColorScheme.DARK))) {
            signInAtOpenId(alice);
            alice.assertFits();
            alice.page().click("[data-card] form.take button");
            Map<String, String> keys = exports(alice.page());
            assertEquals(0, identity(keys).exitCode());
            alice.page().click("form[action='/logout'] button");
            alice.page().click("[name=logout][value=yes]");
            alice.page().waitForURL(address -> address.startsWith(broker));
            assertEquals("You are signed out", alice.page().textContent("h1"));
            alice.assertAccessible();
            assertNotEquals(0, identity(keys).exitCode());
            alice.page().navigate(broker + "/sessions");
            assertEquals("Sign in", alice.page().textContent("h1"));
            alice.assertNothingWrong(broker);
        }
    }

    @Test
    void aKeyboardIsEnough() {
        try (Visit alice = chromium.visit(Looks.WIDE)) {
            signInAtOpenId(alice);
            alice.page().keyboard().press("Tab");
            assertEquals("#main", alice.page().evaluate("document.activeElement.getAttribute('href')"));
            alice.page().locator("[data-card] form.take button").first().focus();
            alice.page().keyboard().press("Enter");
            alice.page().waitForSelector("[data-countdown]");
            alice.page().locator("#tab-profile").focus();
            alice.page().keyboard().press("ArrowRight");
            assertTrue(alice.page().locator(".panel.shell").isVisible());
            alice.assertAccessible();
            alice.assertNothingWrong(broker);
        }
    }

    @Test
    void aSpentSignInIsAPageThatSaysWhatToDo() {
        try (Visit mallory = chromium.visit(Looks.WIDE)) {
            mallory.page().navigate(broker + "/oidc/corp-oidc/callback?code=x&state=" + "A".repeat(22));
            assertEquals("This sign-in is over", mallory.page().textContent("h1"));
            assertTrue(mallory.page().textContent("#reference").length() >= 36);
            mallory.assertAccessible();
            mallory.assertNothingWrong(broker);
        }
    }

    private void signInAtOpenId(Visit visit) {
        visit.page().navigate(broker + "/");
        visit.page().click("a[href='/oidc/corp-oidc/login']");
        visit.page().fill("[name=login]", "alice");
        visit.page().fill("[name=password]", "any");
        visit.page().click("[type=submit]");
        visit.page().click("[type=submit]");
        assertOnPicker(visit.page());
    }

    private void fillSaml(Page page) {
        page.fill("[name=username]", "alice");
        page.fill("[name=password]", "correct-horse");
        page.press("[name=password]", "Enter");
    }

    private void assertOnPicker(Page page) {
        page.waitForURL(address -> address.startsWith(broker));
        assertEquals("Take a role", page.textContent("h1"), page::url);
        List<String> roles = page.locator("[data-card] h3").allTextContents();
        assertTrue(!roles.isEmpty() && roles.stream().allMatch(role -> role.startsWith("ReadOnly")), roles::toString);
        assertTrue(page.textContent("main").contains("Production"));
    }

    private void usesAndEnds(Visit alice) throws IOException {
        Page page = alice.page();
        alice.assertAccessible();
        alice.assertFits();
        page.click("[data-card] form.take button");
        page.waitForSelector("[data-countdown]");
        page.click("label[for=tab-shell]");
        page.click("[data-copy=text-bash]");
        page.waitForCondition(() -> page.textContent("#live").equals("Copied"));
        alice.assertAccessible();
        Map<String, String> keys =
                exports(page.evaluate("navigator.clipboard.readText()").toString());
        Command.Result used = identity(keys);
        assertEquals(0, used.exitCode(), used.output());
        assertTrue(used.output().contains(ARN), used.output());

        page.click("nav a[href='/sessions']");
        alice.assertAccessible();
        String id = keys.getOrDefault("AWS_ACCESS_KEY_ID", "");
        page.click("form:has([value='" + id + "']) button");
        assertTrue(page.textContent("[role=status]").contains("Ended"));
        Command.Result refused = identity(keys);
        assertNotEquals(0, refused.exitCode(), refused.output());
        assertTrue(refused.output().contains("InvalidClientTokenId"), refused.output());
    }

    private Map<String, String> exports(Page page) {
        return exports(page.textContent("#text-bash"));
    }

    private static Map<String, String> exports(String text) {
        var keys = new HashMap<String, String>();
        EXPORT.matcher(text).results().forEach(found -> keys.put(found.group(1), found.group(2)));
        assertEquals(5, keys.size());
        return keys;
    }

    private Command.Result identity(Map<String, String> keys) throws IOException {
        return new Command(Files.createDirectories(directory.resolve("aws")))
                .with(keys)
                .run("aws", "--endpoint-url", broker, "sts", "get-caller-identity");
    }
}
