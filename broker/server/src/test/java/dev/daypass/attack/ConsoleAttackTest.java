package dev.daypass.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.server.sts.Signed;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Attacks on signing in at consoles: borrowed, spent and old tokens, destinations elsewhere, links of somebody else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ConsoleAttackTest {
    private static final String CONSOLE = "https://console.example.com/signin";
    private static final String LINKS = """
            builds:
              type: link
              label: Builds
              console: https://console.example.com/signin
              who: { roles: [prod/Federated] }
            others:
              type: link
              console: https://others.example.com/in/
              who: { roles: [prod/Operator] }
            """;

    private final AttackedBroker broker;
    private final Browser browser;

    ConsoleAttackTest(@TempDir Path directory) {
        broker = AttackedBroker.start(directory);
        browser = new Browser(broker);
        broker.rewrite("apps/clients.yaml", "\\A", LINKS);
        broker.reload();
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    private static String session(String id, String secret, String token) {
        return "{\"sessionId\":\"" + id + "\",\"sessionKey\":\"" + secret + "\",\"sessionToken\":\"" + token + "\"}";
    }

    static String session(Signed.Keys keys) {
        return session(keys.id(), keys.secret(), keys.token().orElseThrow());
    }

    private Wire.Reply ask(String session, String... more) {
        return ask(broker, session, more);
    }

    /** Asks for a sign-in token. */
    static Wire.Reply ask(AttackedBroker broker, String session, String... more) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("Action", "getSigninToken");
        form.put("Session", session);
        for (int i = 0; i < more.length; i += 2) {
            form.put(more[i], more[i + 1]);
        }
        return Wire.post(broker.port(), "/aws/federation", Wire.FORM, List.of(), Wire.form(form));
    }

    private String token(Signed.Keys keys) {
        Wire.Reply reply = ask(session(keys));
        assertEquals(200, reply.status(), reply::toString);
        Matcher token =
                Pattern.compile("\\{\"SigninToken\":\"([A-Za-z0-9_-]+)\"}").matcher(reply.body());
        assertTrue(token.matches(), reply::body);
        return token.group(1);
    }

    private Wire.Reply link(String token, String destination) {
        return browser.visit("/aws/federation?Action=login&Issuer=me&Destination=" + Wire.encode(destination)
                + "&SigninToken=" + Wire.encode(token));
    }

    private Wire.Reply enter(String token, String destination) {
        return browser.postOurs(
                "/aws/federation", Map.of("Action", "login", "Destination", destination, "SigninToken", token));
    }

    private static String accessToken(Wire.Reply page) {
        assertEquals(200, page.status(), page::toString);
        return Fields.hidden(page, "access_token");
    }

    private void refused(String reason, Wire.Reply reply) {
        assertTrue(reply.status() >= 400 && reply.status() < 500, reply::toString);
        assertEquals(
                List.of(reason),
                broker.audit.of(reply).stream().map(AuditTrail.Entry::reason).toList(),
                reply::toString);
        assertFalse(reply.body().contains("access_token"));
    }

    @Test
    void credentialsBecomeAPageThatAsksAndThenATokenForTheConsole() {
        String token = token(broker.session());
        Wire.Reply question = link(token, CONSOLE);
        assertEquals(200, question.status(), question::toString);
        assertTrue(question.body().contains("prod/Federated") && question.body().contains("console.example.com"));
        Wire.Reply page = enter(token, CONSOLE);
        assertTrue(page.body().contains("action=\"" + CONSOLE + "\""), page::body);
        assertTrue(page.header("Content-Security-Policy")
                .orElse("")
                .endsWith("form-action 'self' https://console.example.com"));
        String claims = new String(
                Base64.getUrlDecoder().decode(accessToken(page).split("\\.", -1)[1]), StandardCharsets.UTF_8);
        assertTrue(claims.contains("\"https://console.example.com\"") && claims.contains("role/Federated"), claims);
        assertEquals(
                List.of("NARROWING GRANTED"),
                broker.audit.of(page).stream().map(AuditTrail.Entry::told).toList());
    }

    @Test
    void S46signInTokenServesOnce() {
        String token = token(broker.session());
        assertEquals(200, link(token, CONSOLE).status());
        assertEquals(200, link(token, CONSOLE).status(), "to look is not to use");
        accessToken(enter(token, CONSOLE));
        refused("LOGIN_SPENT", enter(token, CONSOLE));
    }

    @Test
    void O13signInTokenOldTamperedOrOfAnotherKindIsNone() {
        Signed.Keys keys = broker.session();
        String token = token(keys);
        for (String other :
                List.of("", "x", token.substring(1), token + "A", keys.token().orElseThrow())) {
            refused("LOGIN_UNKNOWN", enter(other, CONSOLE));
        }
        broker.clock.step(Duration.ofMinutes(15));
        refused("LOGIN_UNKNOWN", link(token, CONSOLE));
        refused("LOGIN_UNKNOWN", enter(token, CONSOLE));
        broker.clock.step(Duration.ofMinutes(-15));
    }

    @Test
    void T25credentialsThatDoNotBelongTogetherGetNone() {
        Signed.Keys one = broker.session();
        Signed.Keys two = broker.session();
        String token = one.token().orElseThrow();
        refused("CREDENTIALS_UNKNOWN", ask(session(one.id(), two.secret(), token)));
        refused("CREDENTIALS_UNKNOWN", ask(session(two.id(), one.secret(), token)));
        refused("CREDENTIALS_UNKNOWN", ask(session(one.id(), one.secret(), "x")));
        refused(
                "CREDENTIALS_UNKNOWN",
                ask(session(broker.alice().id(), broker.alice().secret(), "")));
    }

    @Test
    void W06whatIsNoSessionIsRefused() {
        String good = session(broker.session());
        for (String odd : List.of(
                "",
                "[]",
                "null",
                "{}",
                good + good,
                good.replace("sessionKey", "key"),
                "{\"sessionId\":1}",
                "[".repeat(5_000))) {
            Wire.Reply reply = ask(odd);
            assertEquals(400, reply.status(), odd);
            assertEquals(1, broker.audit.of(reply).size(), odd);
        }
        for (String length : List.of("899", "43201", "-1", "1e3", "", "٩٠٠")) {
            assertEquals(400, ask(good, "SessionDuration", length).status(), length);
        }
        assertEquals(200, ask(good, "SessionDuration", "900").status());
    }

    @Test
    void S81O18destinationsAreConsolesAndNothingElse() {
        String token = token(broker.session());
        for (String destination : List.of(
                "",
                "/",
                "https://evil.example.com/signin",
                "https://console.example.com",
                "https://console.example.com/",
                "https://console.example.com/signin.evil",
                "https://console.example.com/signin/../other",
                "https://console.example.com/signin/%2e%2e/other",
                "https://console.example.com/signin//evil",
                "https://console.example.com/signin/%zz",
                "https://console.example.com/signin/%2",
                "https://console.example.com/signin/\\evil",
                "https://console.example.com/signin#x",
                "https://console.example.com/signin/\"><script>",
                "https://console.example.com@evil.example.com/signin",
                "https://console.example.com/signin@evil.example.com",
                "http://console.example.com/signin",
                "HTTPS://console.example.com/signin",
                " https://console.example.com/signin",
                "https://console.example.com/signin\r\nX: y",
                "javascript:alert(1)")) {
            Wire.Reply reply = link(token, destination);
            refused("TARGET_NOT_ALLOWED", reply);
            assertFalse(reply.body().contains("evil"), destination);
            refused("TARGET_NOT_ALLOWED", enter(token, destination));
        }
        accessToken(enter(token, CONSOLE + "/deep?page=1"));
    }

    @Test
    void consoleOfAnotherRoleTakesNoSessionAndSpendsNothing() {
        String token = token(broker.session());
        refused("TARGET_NOT_ALLOWED", enter(token, "https://others.example.com/in/"));
        accessToken(enter(token, CONSOLE));
    }

    @Test
    void W01nobodyIsSignedInWithoutAYes() {
        String token = token(broker.session());
        Map<String, String> form = Map.of("Action", "login", "Destination", CONSOLE, "SigninToken", token);
        refused("FORM_FORGED", browser.postElsewhere("/aws/federation", form));
        assertFalse(link(token, CONSOLE).body().contains("access_token"));
        accessToken(enter(token, CONSOLE));
    }

    @Test
    void T25endedSessionSignsNobodyIn() {
        Signed.Keys keys = broker.session();
        String before = token(keys);
        broker.admin("/api/v1/sessions/" + keys.id() + "/revoke", "{}");
        refused("SESSION_REVOKED", ask(session(keys)));
        refused("SESSION_REVOKED", link(before, CONSOLE));
        refused("SESSION_REVOKED", enter(before, CONSOLE));
    }

    @Test
    void T24roleThatIsSwitchedOffSignsNobodyIn() {
        Signed.Keys keys = broker.session();
        String before = token(keys);
        broker.reconfigure("roles/prod.yaml", "prod/Federated:\n  enabled: true", "prod/Federated:\n  enabled: false");
        try {
            refused("SESSION_REVOKED", ask(session(keys)));
            refused("SESSION_REVOKED", enter(before, CONSOLE));
        } finally {
            broker.reconfigure(
                    "roles/prod.yaml", "prod/Federated:\n  enabled: false", "prod/Federated:\n  enabled: true");
        }
    }

    @Test
    void S79providerThatIsSwitchedOffSignsNobodyIn() {
        Signed.Keys keys = broker.session();
        String before = token(keys);
        broker.reconfigure("providers/corp.yaml", "enabled: true", "enabled: false");
        try {
            refused("SESSION_REVOKED", ask(session(keys)));
            refused("SESSION_REVOKED", link(before, CONSOLE));
            refused("SESSION_REVOKED", enter(before, CONSOLE));
        } finally {
            broker.reconfigure("providers/corp.yaml", "enabled: false", "enabled: true");
        }
    }
}
