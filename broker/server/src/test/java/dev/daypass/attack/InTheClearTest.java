package dev.daypass.attack;

import static dev.daypass.attack.AttackedBroker.withPassword;
import static dev.daypass.attack.AttackedBroker.withTicket;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.server.http.HeaderLines;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Passwords and tickets over connections that others can read (K04); the proxy at 127.0.0.2 is trusted. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class InTheClearTest {
    private static final String PROXY = "127.0.0.2";
    private static final String ALICE = CorpDirectory.ALICE_PASSWORD;
    private static final String FORM = "/directory/corp-ldap/login";
    private static final HeaderLines.Line HTTPS = new HeaderLines.Line("X-Forwarded-Proto", "https");
    private static final HeaderLines.Line HTTP = new HeaderLines.Line("X-Forwarded-Proto", "http");

    private final AttackedBroker broker;

    InTheClearTest(@TempDir Path directory) {
        broker = AttackedBroker.start(directory);
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @BeforeEach
    void nothingShownYet() {
        broker.corp.shown();
    }

    private Wire.Reply viaProxy(String path, Map<String, String> form, HeaderLines.Line... headers) {
        return Wire.postFrom(PROXY, broker.port(), path, List.of(headers), Wire.form(form));
    }

    private List<String> told(Wire.Reply reply) {
        return broker.audit.of(reply).stream().map(AuditTrail.Entry::told).toList();
    }

    private void refused(String told, Wire.Reply reply) {
        assertTrue(reply.status() == 400 || reply.status() == 403, reply::toString);
        assertEquals(List.of(told + " REFUSED CONNECTION_NOT_ENCRYPTED"), told(reply));
        assertTrue(reply.body().contains("https"), reply::toString);
        assertFalse(reply.body().contains(ALICE));
        assertEquals(List.of(), broker.corp.shown());
    }

    @Test
    void k04StsTakesPasswordsAndTicketsEncryptedOnly() {
        for (HeaderLines.Line[] clear : List.of(new HeaderLines.Line[] {}, new HeaderLines.Line[] {HTTP})) {
            refused("REQUEST_AUTHENTICATION", viaProxy("/", withPassword("alice", ALICE), clear));
            refused(
                    "REQUEST_AUTHENTICATION",
                    viaProxy("/", withTicket(broker.ticket().negotiate()), clear));
        }
        assertEquals(200, viaProxy("/", withPassword("alice", ALICE), HTTPS).status());
        assertEquals(
                200,
                viaProxy("/", withTicket(broker.ticket().negotiate()), HTTPS).status());
        assertEquals(200, broker.sts(withPassword("alice", ALICE)).status());
    }

    @Test
    void k04OtherProofsAreNotAskedFor() {
        assertEquals(
                200, viaProxy("/", AttackedBroker.withToken(broker.token())).status());
    }

    @Test
    void k04TokenEndpointTakesPasswordsAndTicketsEncryptedOnly() {
        HeaderLines.Line desk = TokenTalk.basic("desk", "DESK");
        Map<String, String> password = TokenTalk.password("alice", ALICE);
        refused("CLIENT_GRANT", viaProxy("/oauth/token", password, desk));
        TokenTalk.granted(viaProxy("/oauth/token", password, desk, HTTPS));
        broker.corp.shown();

        HeaderLines.Line shop = TokenTalk.basic("shop", "SHOP");
        refused("CLIENT_GRANT", viaProxy("/oauth/token", ticket(), shop));
        assertFalse(told(viaProxy("/oauth/token", ticket(), shop, HTTPS))
                .contains("CLIENT_GRANT REFUSED CONNECTION_NOT_ENCRYPTED"));
    }

    private Map<String, String> ticket() {
        return TokenTalk.with(
                TokenTalk.exchange("access_token", broker.ticket().negotiate()),
                "subject_token_type",
                "urn:daypass:token-type:kerberos");
    }

    @Test
    void k04PasswordFormIsShownAndTakenEncryptedOnly() {
        refused("BROWSER_LOGIN", Wire.getFrom(PROXY, broker.port(), FORM, List.of()));
        var browser = new Browser(broker);
        String login = Fields.hidden(browser.visit(FORM), "login");
        var typed = new LinkedHashMap<>(Map.of("login", login, "username", "alice", "password", ALICE));
        var headers = new ArrayList<HeaderLines.Line>();
        headers.add(new HeaderLines.Line(
                "Cookie",
                Browser.LOGIN + login + "="
                        + browser.cookie(Browser.LOGIN + login).orElseThrow()));
        headers.add(new HeaderLines.Line("Origin", Browser.ISSUER));
        headers.add(new HeaderLines.Line("Sec-Fetch-Site", "same-origin"));
        refused("BROWSER_LOGIN", viaProxy(FORM, typed, headers.toArray(HeaderLines.Line[]::new)));
        headers.add(HTTPS);
        assertEquals(
                303,
                viaProxy(FORM, typed, headers.toArray(HeaderLines.Line[]::new)).status());
    }
}
