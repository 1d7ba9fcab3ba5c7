package dev.daypass.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.outcome.Reason;
import dev.daypass.server.http.HeaderLines;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Attacks on the form for a directory's password. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PasswordLoginAttackTest {
    private static final String PATH = "/directory/corp-ldap/login";

    private final AttackedBroker broker;
    private Browser browser;

    PasswordLoginAttackTest(@TempDir Path directory) {
        broker = AttackedBroker.start(directory);
        browser = new Browser(broker);
    }

    @BeforeEach
    void freshBrowser() {
        broker.clock.step(Duration.ofMinutes(15));
        broker.corp.shown();
        browser = new Browser(broker);
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    private String form(String to) {
        Wire.Reply page = browser.visit(PATH + "?to=" + Wire.encode(to));
        assertEquals(200, page.status(), page::toString);
        return Fields.hidden(page, "login");
    }

    private static Map<String, String> typed(String login, String name, String password) {
        var form = new LinkedHashMap<String, String>();
        form.put("login", login);
        form.put("username", name);
        form.put("password", password);
        return form;
    }

    private static Map<String, String> alices(String login) {
        return typed(login, "alice", CorpDirectory.ALICE_PASSWORD);
    }

    private void refused(Reason reason, Wire.Reply reply) {
        assertTrue(reply.status() >= 400 && reply.status() < 500, reply::toString);
        assertEquals(
                List.of(reason.name()),
                broker.audit.of(reply).stream().map(AuditTrail.Entry::reason).toList(),
                reply::toString);
        assertFalse(reply.body().contains(CorpDirectory.ALICE_PASSWORD));
        assertFalse(browser.isSignedIn());
    }

    @Test
    void personSignsInAndGoesWhereTheyWereGoing() {
        Wire.Reply reply = browser.postOurs(PATH, alices(form("/sessions")));
        assertEquals(303, reply.status(), reply::toString);
        assertEquals(Optional.of("/sessions"), reply.header("Location"));
        assertTrue(browser.isSignedIn());
    }

    @Test
    void wrongPasswordGetsANewFormThatWorks() {
        Wire.Reply reply = browser.postOurs(PATH, typed(form("/sessions"), "alice", "wrong-password"));
        refused(Reason.PASSWORD_WRONG, reply);
        Wire.Reply again = browser.postOurs(PATH, alices(Fields.hidden(reply, "login")));
        assertEquals(Optional.of("/sessions"), again.header("Location"), again::toString);
        assertTrue(browser.isSignedIn());
    }

    @Test
    void O13formOfAnotherBrowserOrSiteSignsNobodyIn() {
        String login = form("/");
        var victim = new Browser(broker);
        Wire.Reply reply = victim.postOurs(PATH, alices(login));
        refused(Reason.LOGIN_UNKNOWN, reply);
        assertFalse(victim.isSignedIn());
        refused(Reason.FORM_FORGED, browser.postElsewhere(PATH, alices(login)));
        refused(Reason.LOGIN_UNKNOWN, browser.postOurs(PATH, alices("")));
        refused(Reason.LOGIN_UNKNOWN, browser.postOurs(PATH, alices("A".repeat(22))));
        assertEquals(List.of(), broker.corp.shown(), "no password went to the directory");
        assertEquals(303, browser.postOurs(PATH, alices(login)).status());
    }

    @Test
    void W15formServesOnceAndInTime() {
        String login = form("/");
        var thief = new Browser(broker);
        thief.steal(browser);
        assertEquals(303, browser.postOurs(PATH, alices(login)).status());
        Wire.Reply again = thief.postOurs(PATH, alices(login));
        assertEquals(
                List.of("LOGIN_SPENT"),
                broker.audit.of(again).stream().map(AuditTrail.Entry::reason).toList());
        assertFalse(thief.isSignedIn());
        freshBrowser();
        String late = form("/");
        broker.clock.step(Duration.ofMinutes(10));
        refused(Reason.LOGIN_UNKNOWN, browser.postOurs(PATH, alices(late)));
    }

    @Test
    void W15emptyAndOddFormsCompleteNothing() {
        refused(Reason.PASSWORD_FORM, browser.postOurs(PATH, typed(form("/"), "", "")));
        refused(Reason.PASSWORD_FORM, browser.postOurs(PATH, typed(form("/"), "alice", "")));
        refused(Reason.LOGIN_UNKNOWN, browser.postOurs(PATH, Map.of()));
        String login = form("/");
        var json = List.of(new HeaderLines.Line(
                "Cookie",
                Browser.LOGIN + login + "="
                        + browser.cookie(Browser.LOGIN + login).orElseThrow()));
        Wire.Reply reply = Wire.post(broker.port(), PATH, "application/json", json, "{\"login\":\"" + login + "\"}");
        refused(Reason.REQUEST_MALFORMED, reply);
        assertEquals(List.of(), broker.corp.shown());
    }

    /** What a page says, whatever was typed and whoever it was made for. */
    private static String said(Wire.Reply page, String typed) {
        return page.status() + " "
                + page.body()
                        .replace(Fields.hidden(page, "login"), "LOGIN")
                        .replace(page.requestId(), "ID")
                        .replace("value=\"" + typed + "\"", "value=\"NAME\"");
    }

    @Test
    void L08wrongAndUnknownAndSharedNamesGetOnePage() {
        Wire.Reply wrong = browser.postOurs(PATH, typed(form("/"), "alice", "wrong-password"));
        refused(Reason.PASSWORD_WRONG, wrong);
        Wire.Reply unknown = browser.postOurs(PATH, typed(form("/"), "clara", "wrong-password"));
        refused(Reason.PASSWORD_WRONG, unknown);
        Wire.Reply shared = browser.postOurs(PATH, typed(form("/"), CorpDirectory.TWINS, "wrong-password"));
        refused(Reason.ACCOUNT_NOT_UNIQUE, shared);
        assertEquals(said(wrong, "alice"), said(unknown, "clara"));
        assertEquals(said(wrong, "alice"), said(shared, CorpDirectory.TWINS));
    }

    @Test
    void guessingIsSlowedHereAsElsewhere() {
        int refusals = 0;
        for (int i = 0; i < 12; i++) {
            Wire.Reply reply = browser.postOurs(PATH, typed(form("/"), "bob", "guess-" + i));
            refusals += reply.status() == 303 ? 0 : 1;
        }
        assertEquals(12, refusals);
        assertTrue(broker.corp.shown().size() < 12, "the directory was asked about every guess");
    }

    @Test
    void S79directorySwitchedOffIsOff() {
        String login = form("/");
        broker.reconfigure("providers/directory.yaml", "enabled: true", "enabled: false");
        try {
            refused(Reason.PROVIDER_DISABLED, browser.visit(PATH));
            refused(Reason.PROVIDER_DISABLED, browser.postOurs(PATH, alices(login)));
        } finally {
            broker.restoreConfiguration();
        }
        refused(Reason.PROVIDER_UNKNOWN, browser.visit("/directory/corp/login"));
        refused(Reason.PROVIDER_UNKNOWN, browser.visit("/directory/nobody/login"));
    }

    @Test
    void W03newCookieAtEverySignIn() {
        browser.postOurs(PATH, alices(form("/")));
        String first = browser.cookie(Browser.SESSION).orElseThrow();
        browser.postOurs(PATH, alices(form("/")));
        var attacker = new Browser(broker);
        attacker.plant(Browser.SESSION, first);
        assertFalse(attacker.isSignedIn());
        assertTrue(browser.isSignedIn());
    }
}
