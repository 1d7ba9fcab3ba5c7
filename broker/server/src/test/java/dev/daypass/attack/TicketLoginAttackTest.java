package dev.daypass.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.server.http.HeaderLines;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Signing a browser in with a ticket, without one, and with a bad one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TicketLoginAttackTest {
    private final AttackedBroker broker;
    private Browser browser;

    TicketLoginAttackTest(@TempDir Path directory) {
        broker = AttackedBroker.start(directory);
        browser = new Browser(broker);
    }

    @BeforeEach
    void freshBrowser() {
        browser = new Browser(broker);
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @Test
    void ticketSignsInWithoutAQuestionAndOnce() {
        String ticket = broker.ticket().negotiate();
        Wire.Reply reply = browser.show("/sessions", ticket);
        assertEquals(303, reply.status(), reply::toString);
        assertEquals(Optional.of("/sessions"), reply.header("Location"));
        assertTrue(browser.isSignedIn());
        var thief = new Browser(broker);
        Wire.Reply again = thief.show("/", ticket);
        assertEquals(403, again.status(), again::toString);
        assertEquals(
                List.of("SIGN_IN REFUSED PROOF_REPLAYED"),
                broker.audit.of(again).stream().map(AuditTrail.Entry::told).toList());
        assertFalse(thief.isSignedIn());
    }

    @Test
    void O13ticketDoesNotReplaceWhoIsSignedInUnasked() {
        browser.signIn();
        Optional<String> cookie = browser.cookie(Browser.SESSION);
        Wire.Reply asked = browser.show("/sessions", broker.ticket().negotiate());
        assertEquals(200, asked.status(), asked::toString);
        assertEquals(cookie, browser.cookie(Browser.SESSION));
        assertTrue(browser.isSignedIn());
        Wire.Reply switched = browser.postOurs("/login/switch", Map.of("arrival", Fields.hidden(asked, "arrival")));
        assertEquals(Optional.of("/sessions"), switched.header("Location"), switched::toString);
        assertNotEquals(cookie, browser.cookie(Browser.SESSION));
    }

    @Test
    void whoHasNoTicketGetsThePasswordFormWithTheChallenge() {
        Wire.Reply asked = browser.show("/sessions", "");
        assertEquals(401, asked.status(), asked::toString);
        assertEquals(Optional.of("Negotiate"), asked.header("WWW-Authenticate"));
        assertEquals(List.of(), broker.audit.of(asked));
        var form = new LinkedHashMap<String, String>();
        form.put("login", Fields.hidden(asked, "login"));
        form.put("username", "alice");
        form.put("password", CorpDirectory.ALICE_PASSWORD);
        Wire.Reply reply = browser.postOurs("/directory/corp-ldap/login", form);
        assertEquals(Optional.of("/sessions"), reply.header("Location"), reply::toString);
        assertTrue(browser.isSignedIn());
    }

    @Test
    void badTicketGetsThePasswordFormWithoutAChallenge() {
        for (String ticket : List.of("AAAA", "not base64!", "TlRMTVNTUAABAAAAB4IIogAAAAAAAAAAAAAAAAAAAAA=")) {
            Wire.Reply reply = browser.show("/", ticket);
            assertEquals(403, reply.status(), reply::toString);
            assertEquals(Optional.empty(), reply.header("WWW-Authenticate"), reply::toString);
            assertEquals(1, broker.audit.of(reply).size(), reply::toString);
            assertFalse(Fields.hidden(reply, "login").isEmpty());
            assertFalse(browser.isSignedIn());
        }
    }

    @Test
    void O24whoIsToAuthenticateAnewIsAskedForThePassword() {
        var shown = List.of(
                new HeaderLines.Line("Accept", "text/html"),
                new HeaderLines.Line(
                        "Authorization", "Negotiate " + broker.ticket().negotiate()));
        Wire.Reply form = Wire.get(broker.port(), "/kerberos/corp-ldap/login?fresh=1", shown);
        assertEquals(200, form.status(), form::toString);
        assertEquals(Optional.empty(), form.header("WWW-Authenticate"));
        assertFalse(Fields.hidden(form, "login").isEmpty());
        browser.signInWithTicket();
        assertEquals(303, browser.visit("/device").status(), "a ticket asked nobody");
        browser.signInWithPassword();
        assertEquals(200, browser.visit("/device").status());
    }

    @Test
    void S88providerThatTakesNoTickets() {
        for (String provider : List.of("corp", "nobody")) {
            Wire.Reply reply = browser.visitAsPage("/kerberos/" + provider + "/login");
            assertEquals(403, reply.status(), reply::toString);
            assertEquals(Optional.empty(), reply.header("WWW-Authenticate"));
        }
    }
}
