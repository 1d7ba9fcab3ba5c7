package dev.daypass.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.testkit.store.AtOnce;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks on the authorization code grant of programs in terminals, and the honest way through. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CodeGrantAttackTest {
    private final AttackedBroker broker;
    private final Program program;
    private Browser browser;

    CodeGrantAttackTest(@TempDir Path directory) {
        broker = AttackedBroker.start(directory);
        program = new Program(broker);
        browser = new Browser(broker);
    }

    @BeforeEach
    void signIn() {
        browser = new Browser(broker);
        browser.signIn();
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    private static Map<String, String> asking() {
        return Program.asking(Program.newVerifier());
    }

    private void told(Wire.Reply reply, String reason, String number) {
        List<AuditTrail.Entry> refused = broker.audit.of(reply).stream()
                .filter(entry -> entry.outcome().equals("REFUSED"))
                .toList();
        assertEquals(
                List.of(reason), refused.stream().map(AuditTrail.Entry::reason).toList(), reply::toString);
        assertTrue(refused.get(0).line().contains(number), () -> refused.toString());
    }

    private void refused(Wire.Reply reply, String error, String reason, String number) {
        assertEquals(error, TokenTalk.member(reply, "error"), reply::toString);
        told(reply, reason, number);
    }

    @Test
    void honestProgramGetsALoginAndTakesARole() {
        String verifier = Program.newVerifier();
        Wire.Reply page = Program.question(browser, Program.asking(verifier));
        assertEquals(200, page.status(), page::toString);
        assertTrue(page.body().contains("http://127.0.0.1:8400/callback"), page::toString);
        assertTrue(
                page.header("Content-Security-Policy").orElse("").contains("form-action 'self' http://127.0.0.1:8400"));
        Wire.Reply back = Program.answer(browser, page, "allow");
        assertEquals(303, back.status(), back::toString);
        String location = back.header("Location").orElseThrow();
        assertTrue(location.startsWith(Program.CALLBACK + "?code="), location);
        Map<String, String> told = Browser.query(location);
        assertEquals("the-state", told.get("state"));
        assertEquals(Browser.ISSUER, told.get("iss"));
        Wire.Reply tokens = program.token(Program.spending(new Program.Code(told.getOrDefault("code", ""), verifier)));
        Program.Login login = Program.Login.of(tokens);
        assertEquals("Bearer", TokenTalk.member(tokens, "token_type"));
        assertEquals("3600", TokenTalk.member(tokens, "expires_in"));
        assertTrue(program.me(login.access(), "").body().contains("alice@corp.example.com"));
        assertTrue(program.me(login.access(), "/roles").body().contains("prod/Federated"));
        Wire.Reply role = program.take(login.access(), "prod/Federated");
        assertEquals(200, role.status(), role::toString);
        assertTrue(role.body().contains("SecretAccessKey"), role::toString);
    }

    @Test
    void whoeverIsNotSignedInComesBackAfterwards() {
        var stranger = new Browser(broker);
        Wire.Reply page = Program.question(stranger, asking());
        assertEquals(303, page.status(), page::toString);
        String chooser = page.header("Location").orElseThrow();
        assertTrue(chooser.startsWith("/?to=%2Foauth%2Fauthorize%2Fcontinue%3Frequest%3D"), chooser);
        String back = Browser.query(chooser).getOrDefault("to", "");
        Browser.Sent sent = stranger.leave(back);
        Wire.Reply in =
                stranger.comeBack(broker.idp.response(broker.spec().inResponseTo(sent.requestId())), sent.relayState());
        assertEquals(back, in.header("Location").orElse(""));
        assertEquals(200, stranger.visit(back).status());
    }

    @Test
    void personMaySayNo() {
        Wire.Reply back = Program.answer(browser, Program.question(browser, asking()), "deny");
        Map<String, String> told = Browser.query(back.header("Location").orElseThrow());
        assertEquals("access_denied", told.get("error"));
        assertEquals(Browser.ISSUER, told.get("iss"));
        assertFalse(told.containsKey("code"));
    }

    @ParameterizedTest(name = "O17 {0}")
    @ValueSource(
            strings = {
                "http://127.0.0.1:8400/callback/",
                "http://127.0.0.1:8400/callback/more",
                "http://127.0.0.1:8400/Callback",
                "http://127.0.0.1:8400/callback?x=1",
                "http://127.0.0.1:8400/callback#x",
                "http://127.0.0.1:8400/x/../callback",
                "http://127.0.0.1:8400/%63allback",
                "http://127.0.0.1:8400/%2e/callback",
                "http://127.0.0.1:8400//callback",
                "http://127.0.0.1:80@evil.example/callback",
                "http://evil@127.0.0.1:8400/callback",
                "http://127.0.0.1.evil.example:8400/callback",
                "http://localhost:8400/callback",
                "http://localhost.evil:8400/callback",
                "http://[::1]:8400/callback",
                "http://[::1%25eth0]:8400/callback",
                "http://[::ffff:127.0.0.1]:8400/callback",
                "http://127.1:8400/callback",
                "http://2130706433:8400/callback",
                "http://127.0.0.1:65536/callback",
                "http://127.0.0.1:0/callback",
                "http://127.0.0.1:/callback",
                "HTTP://127.0.0.1:8400/callback",
                "https://127.0.0.1:8400/callback",
                "https://evil.example/callback",
                "//127.0.0.1:8400/callback",
                "javascript:alert(1)//127.0.0.1/callback",
                "http://127.0.0.1:8400\\@evil.example/callback",
                "http://127.0.0.1:8400/callback\n",
                "http://\u0661\u0662\u0667.0.0.1:8400/callback",
                ""
            })
    void O17foreignRedirectUriGetsAPageAndNoRedirect(String uri) {
        Map<String, String> query = asking();
        query.put("redirect_uri", uri);
        Wire.Reply reply = Program.authorize(browser, query);
        assertEquals(400, reply.status(), reply::toString);
        assertTrue(reply.header("Location").isEmpty());
        told(reply, "PARAMETER_INVALID", "O17");
    }

    @ParameterizedTest(name = "O17 {0}")
    @ValueSource(
            strings = {"http://127.0.0.1/callback", "http://127.0.0.1:1/callback", "http://127.0.0.1:65535/callback"})
    void O17anyPortOfTheMachineItselfIsTaken(String uri) {
        Map<String, String> query = asking();
        query.put("redirect_uri", uri);
        Wire.Reply back = Program.answer(browser, Program.question(browser, query), "allow");
        assertTrue(back.header("Location").orElse("").startsWith(uri + "?code="), back::toString);
    }

    @Test
    void O17doubleParameterGetsAPage() {
        Wire.Reply reply = browser.visit(
                "/oauth/authorize?" + Wire.form(asking()) + "&redirect_uri=" + Wire.encode("http://evil.example/"));
        assertEquals(400, reply.status(), reply::toString);
        told(reply, "REQUEST_MALFORMED", "twice");
    }

    @Test
    void O18unknownClientGetsAPageAndNoRedirect() {
        for (String client : List.of("", "shop", "dpc_AAAA", "daypass-cli ")) {
            Map<String, String> query = asking();
            query.put("client_id", client);
            Wire.Reply reply = Program.authorize(browser, query);
            assertEquals(400, reply.status(), reply::toString);
            assertTrue(reply.header("Location").isEmpty());
            told(reply, "PARAMETER_INVALID", "O18");
        }
    }

    @ParameterizedTest(name = "{0}={1} is {2}")
    @CsvSource({
        "code_challenge_method, plain, invalid_request, O16",
        "code_challenge_method, , invalid_request, O16",
        "code_challenge_method, s256, invalid_request, O16",
        "code_challenge, , invalid_request, O16",
        "code_challenge, short, invalid_request, O16",
        "response_type, token, unsupported_response_type, O19",
        "response_type, code id_token, unsupported_response_type, O19",
        "response_type, , unsupported_response_type, O19",
        "response_mode, fragment, invalid_request, O19",
        "response_mode, form_post, invalid_request, O19",
        "request, eyJhbGciOiJub25lIn0.e30., request_not_supported, O22",
        "request_uri, http://169.254.169.254/, request_uri_not_supported, O22",
        "prompt, none, login_required, 9700"
    })
    void requestThatIsNotTakenIsToldToTheProgram(String name, String value, String error, String number) {
        Map<String, String> query = asking();
        if (value == null) {
            query.remove(name);
        } else {
            query.put(name, value);
        }
        Wire.Reply reply = Program.authorize(browser, query);
        assertEquals(303, reply.status(), reply::toString);
        String location = reply.header("Location").orElseThrow();
        assertTrue(location.startsWith(Program.CALLBACK + "?error=" + error + "&"), location);
        Map<String, String> told = Browser.query(location);
        assertEquals("the-state", told.get("state"));
        assertEquals(Browser.ISSUER, told.get("iss"));
        told(reply, "PARAMETER_INVALID", number);
    }

    @Test
    void O13requestIsBoundToTheBrowserAndAnsweredOnce() {
        Wire.Reply waiting = Program.authorize(browser, asking());
        var other = new Browser(broker);
        other.signIn();
        Wire.Reply elsewhere = other.visit(waiting.header("Location").orElseThrow());
        assertEquals(400, elsewhere.status(), elsewhere::toString);
        told(elsewhere, "LOGIN_UNKNOWN", "O13");
        Wire.Reply page = browser.visit(waiting.header("Location").orElseThrow());
        var copy = new Browser(broker);
        copy.steal(browser);
        assertEquals(303, Program.answer(browser, page, "allow").status());
        Wire.Reply again = Program.answer(copy, page, "allow");
        assertEquals(400, again.status(), again::toString);
        told(again, "LOGIN_SPENT", "O13");
    }

    @Test
    void W01answerIsAFormOfOurs() {
        Wire.Reply page = Program.question(browser, asking());
        Wire.Reply forged = browser.postOurs(
                "/oauth/authorize/answer",
                Map.of("csrf", "", "request", Fields.hidden(page, "request"), "answer", "allow"));
        assertEquals(403, forged.status(), forged::toString);
        told(forged, "FORM_FORGED", "W01");
        assertTrue(page.header("Content-Security-Policy").orElse("").contains("frame-ancestors 'none'"));
    }

    @Test
    void W15answerWithoutAYesIsANo() {
        Wire.Reply page = Program.question(browser, asking());
        Wire.Reply back = Program.answer(browser, page, "");
        assertEquals(
                "access_denied",
                Browser.query(back.header("Location").orElseThrow()).get("error"));
    }

    @Test
    void O14codeForAnotherAddressClientOrVerifierCountsNothing() {
        Program.Code code = program.code(browser);
        Map<String, String> honest = Program.spending(code);
        refused(
                program.token(TokenTalk.with(honest, "redirect_uri", "http://127.0.0.1:8401/callback")),
                "invalid_grant",
                "GRANT_INVALID",
                "O14");
        refused(
                program.token(TokenTalk.with(honest, "code_verifier", Program.newVerifier())),
                "invalid_grant",
                "GRANT_INVALID",
                "O16");
        refused(
                program.token(TokenTalk.with(honest, "code_verifier", "short")),
                "invalid_grant",
                "GRANT_INVALID",
                "O16");
        refused(
                program.token(TokenTalk.without(honest, "code_verifier")),
                "invalid_request",
                "PARAMETER_MISSING",
                "code_verifier");
        refused(
                program.token(TokenTalk.with(honest, "code", code.code() + "A")),
                "invalid_grant",
                "GRANT_INVALID",
                "O14");
        Wire.Reply other = new TokenTalk(broker).as("shop", honest);
        assertEquals(400, other.status(), other::toString);
        // None of these has spent it.
        Program.Login.of(program.token(honest));
    }

    @Test
    void O14lateCodeCountsNothing() {
        Map<String, String> late = Program.spending(program.code(browser));
        broker.clock.step(Duration.ofSeconds(61));
        refused(program.token(late), "invalid_grant", "GRANT_INVALID", "O14");
    }

    @Test
    void O14codeThatComesAgainEndsWhatTheFirstGot() {
        Map<String, String> spending = Program.spending(program.code(browser));
        Program.Login login = Program.Login.of(program.token(spending));
        Wire.Reply role = program.take(login.access(), "prod/Federated");
        assertEquals(200, role.status(), role::toString);
        refused(program.token(spending), "invalid_grant", "GRANT_REUSED", "O14");
        assertEquals(401, program.me(login.access(), "").status());
        assertEquals("invalid_grant", TokenTalk.member(program.refresh(login.refresh()), "error"));
    }

    @Test
    void O14codeThatComesAgainLateEndsWhatTheFirstGot() {
        Map<String, String> spending = Program.spending(program.code(browser));
        Program.Login login = Program.Login.of(program.token(spending));
        broker.clock.step(Duration.ofMinutes(5));
        String wrong = Program.newVerifier();
        refused(
                program.token(TokenTalk.with(spending, "code_verifier", wrong)),
                "invalid_grant",
                "GRANT_INVALID",
                "O16");
        assertEquals(200, program.me(login.access(), "").status());
        refused(program.token(spending), "invalid_grant", "GRANT_REUSED", "O14");
        assertEquals(401, program.me(login.access(), "").status());
        refused(program.token(spending), "invalid_grant", "GRANT_INVALID", "expired");
    }

    @Test
    void O14ofAHundredAtOnceOneWins() {
        Map<String, String> spending = Program.spending(program.code(browser));
        List<Wire.Reply> replies = AtOnce.call(100, i -> program.token(spending));
        assertEquals(1, replies.stream().filter(reply -> reply.status() == 200).count());
    }

    @Test
    void O14codeDiesWithTheSessionThatGaveIt() {
        Map<String, String> spending = Program.spending(program.code(browser));
        browser.postOurs("/logout", Map.of("csrf", browser.csrf()));
        refused(program.token(spending), "invalid_grant", "GRANT_INVALID", "O14");
    }

    @Test
    void O16challengeServesOnce() {
        var query = new LinkedHashMap<>(asking());
        Program.answer(browser, Program.question(browser, query), "allow");
        Wire.Reply again = Program.answer(browser, Program.question(browser, query), "allow");
        assertEquals(
                "invalid_request",
                Browser.query(again.header("Location").orElseThrow()).get("error"));
        told(again, "PARAMETER_INVALID", "O16");
    }

    @Test
    void O20programOfOursHasNoSecret() {
        Map<String, String> spending = Program.spending(program.code(browser));
        refused(
                program.token(TokenTalk.with(spending, "client_secret", "guess")),
                "invalid_client",
                "CLIENT_AUTHENTICATION_FAILED",
                "O20");
        refused(
                program.token(TokenTalk.with(spending, "client_id", "dpc_guess")),
                "invalid_client",
                "CLIENT_UNKNOWN",
                "O20");
    }
}
