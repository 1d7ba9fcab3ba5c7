package dev.daypass.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import dev.daypass.browser.Chromium;
import dev.daypass.browser.Chromium.Looks;
import dev.daypass.browser.Desk;
import dev.daypass.browser.Visit;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.sts.model.StsException;

/** People of a real domain at a real browser: with their password, also where they first tried without. */
@ExtendWith(WithDirectories.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class BrowserDirectoryIT {
    private static final Pattern EXPORT = Pattern.compile("(?m)^export (AWS_\\w+)='([^']*)'$");

    private final Chromium chromium = Chromium.start();
    private final Directories directories;
    private final String broker;

    BrowserDirectoryIT(Directories directories) {
        this.directories = directories;
        this.broker = directories.broker().endpoint().toString();
    }

    @AfterAll
    void stop() {
        chromium.close();
    }

    @Test
    void aWrongPasswordIsToldAndTheRightOneLeadsToKeysThatEndWithTheSession() {
        try (Visit alice = chromium.visit(Looks.WIDE)) {
            Page page = alice.page();
            page.navigate(broker + "/");
            page.click("a[href='/directory/corp-ad/login']");
            alice.assertAccessible();
            signIn(page, "alice", "not-her-password");
            assertTrue(page.textContent("[role=alert]").contains("The user name or password is not right"));
            assertEquals("alice", page.inputValue("#username"));
            alice.assertAccessible();
            signIn(page, "alice", directories.domain().userPassword());
            assertEquals("Take a role", page.textContent("h1"), page::url);

            usesAndEnds(alice);
        }
    }

    @Test
    void aTicketOfTheWorkstationLeadsToKeysWithNothingTyped() throws IOException {
        var workstation = Workstation.of(directories.domain(), "alice", directories.workplace("desk"));
        try (Desk desk =
                Desk.showingTicketsTo("127.0.0.1", directories.workplace("profile"), workstation.environment())) {
            Visit alice = desk.visit();
            alice.page().navigate(broker + "/kerberos/ad-here/login");
            assertEquals("Take a role", alice.page().textContent("h1"), alice.page()::url);
            usesAndEnds(alice);
        }
    }

    private void usesAndEnds(Visit visit) {
        Page page = visit.page();
        page.click("[data-card] form.take button");
        AwsSessionCredentials keys = keys(page.textContent("#text-bash"));
        var sdk = new AwsSdk(directories.broker().endpoint());
        assertTrue(sdk.whoAmI(keys).contains("assumed-role/"), sdk.whoAmI(keys));
        page.click("form[action='/sessions/end'] button");
        page.waitForURL(broker + "/sessions?ended");
        assertThrows(StsException.class, () -> sdk.whoAmI(keys));
        visit.assertNothingWrong(broker);
    }

    @Test
    void whoHasNoTicketGetsThePasswordForm() {
        try (Visit alice = chromium.visit(Looks.WIDE.withoutScripts())) {
            Page page = alice.page();
            page.navigate(broker + "/");
            page.click("a[href='/kerberos/corp-ad/login']");
            signIn(page, "alice", directories.domain().userPassword());
            assertEquals("Take a role", page.textContent("h1"), page::url);
        }
    }

    private static void signIn(Page page, String user, String password) {
        page.fill("#username", user);
        page.fill("#password", password);
        page.click("form.stack button");
        page.waitForLoadState();
    }

    private static AwsSessionCredentials keys(String text) {
        Map<String, String> keys = new HashMap<>();
        EXPORT.matcher(text).results().forEach(found -> keys.put(found.group(1), found.group(2)));
        return AwsSessionCredentials.create(
                keys.getOrDefault("AWS_ACCESS_KEY_ID", ""),
                keys.getOrDefault("AWS_SECRET_ACCESS_KEY", ""),
                keys.getOrDefault("AWS_SESSION_TOKEN", ""));
    }
}
