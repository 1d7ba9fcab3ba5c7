package dev.daypass.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.testkit.store.AtOnce;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Attacks on the device authorization grant (RFC 8628 section 5), and the honest way through. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DeviceGrantAttackTest {
    private final AttackedBroker broker;
    private final Program program;
    private Browser browser;

    DeviceGrantAttackTest(@TempDir Path directory) {
        broker = AttackedBroker.start(directory);
        program = new Program(broker);
        browser = new Browser(broker);
    }

    @BeforeEach
    void signIn() {
        // What was guessed in another test counts no more.
        broker.clock.step(Duration.ofMinutes(11));
        browser = new Browser(broker);
        browser.signIn();
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    private Wire.Reply type(String code) {
        return browser.postOurs("/device", Map.of("csrf", browser.csrf(), "user_code", code));
    }

    private void told(Wire.Reply reply, String reason, String number) {
        List<AuditTrail.Entry> refused = broker.audit.of(reply).stream()
                .filter(entry -> entry.outcome().equals("REFUSED"))
                .toList();
        assertEquals(
                List.of(reason), refused.stream().map(AuditTrail.Entry::reason).toList(), reply::toString);
        assertTrue(refused.get(0).line().contains(number), () -> refused.toString());
    }

    private static String error(Wire.Reply reply) {
        assertEquals(400, reply.status(), reply::toString);
        return TokenTalk.member(reply, "error");
    }

    private void pass(int seconds) {
        broker.clock.step(Duration.ofSeconds(seconds));
    }

    @Test
    void honestProgramWaitsAndGetsALogin() {
        Wire.Reply started = program.startDevice();
        assertEquals(200, started.status(), started::toString);
        String userCode = TokenTalk.member(started, "user_code");
        assertTrue(userCode.matches("[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}"), userCode);
        assertEquals("600", TokenTalk.member(started, "expires_in"));
        assertEquals("5", TokenTalk.member(started, "interval"));
        assertTrue(started.body().contains("\"verification_uri\":\"" + Browser.ISSUER + "/device\""));
        assertTrue(started.body().contains(Browser.ISSUER + "/device?user_code=" + userCode));
        String deviceCode = TokenTalk.member(started, "device_code");
        assertEquals("authorization_pending", error(program.poll(deviceCode)));
        pass(5);
        assertEquals("authorization_pending", error(program.poll(deviceCode)));

        Wire.Reply question = type(" " + userCode.toLowerCase(Locale.ROOT).replace("-", " ") + " ");
        assertEquals(200, question.status(), question::toString);
        assertTrue(question.body().contains(userCode) && question.body().contains("127.0.0.1"), question::toString);
        assertEquals(200, Program.answerDevice(browser, userCode, "allow").status());
        pass(5);
        Program.Login login = Program.Login.of(program.poll(deviceCode));
        assertEquals(200, program.take(login.access(), "prod/Federated").status());
        assertTrue(browser.visit("/sessions").body().contains("Terminal: daypass-cli"));
        pass(5);
        Wire.Reply again = program.poll(deviceCode);
        assertEquals("invalid_grant", error(again));
        told(again, "GRANT_INVALID", "O24");
    }

    @Test
    void O24linkWithTheCodeFillsTheFieldAndNoMore() {
        Wire.Reply started = program.startDevice();
        String link = "/device?user_code=" + TokenTalk.member(started, "user_code");
        Wire.Reply page = browser.visit(link);
        assertEquals(200, page.status(), page::toString);
        assertEquals(TokenTalk.member(started, "user_code"), Fields.hidden(page, "user_code"));
        assertFalse(page.body().contains("value=\"allow\""), page::toString);
        assertEquals("authorization_pending", error(program.poll(TokenTalk.member(started, "device_code"))));
        Wire.Reply away = new Browser(broker).visit(link);
        assertEquals(303, away.status(), away::toString);
        Map<String, String> query = Browser.query(away.header("Location").orElseThrow());
        assertEquals(link + "&anew=1", query.get("to"));
        assertEquals("1", query.get("fresh"), "whoever was not signed in is to be asked, too");
    }

    @Test
    void O24programThatDoesNotWaitIsSlowedDown() {
        String deviceCode = TokenTalk.member(program.startDevice(), "device_code");
        assertEquals("authorization_pending", error(program.poll(deviceCode)));
        pass(1);
        assertEquals("slow_down", error(program.poll(deviceCode)));
        pass(6);
        assertEquals("slow_down", error(program.poll(deviceCode)));
        pass(15);
        assertEquals("authorization_pending", error(program.poll(deviceCode)));
    }

    @Test
    void O24whatWasDeniedStaysDenied() {
        Wire.Reply started = program.startDevice();
        String userCode = TokenTalk.member(started, "user_code");
        assertEquals(200, Program.answerDevice(browser, userCode, "deny").status());
        Wire.Reply late = Program.answerDevice(browser, userCode, "allow");
        assertEquals(400, late.status(), late::toString);
        told(late, "GRANT_INVALID", "O24");
        assertEquals("access_denied", error(program.poll(TokenTalk.member(started, "device_code"))));
    }

    @Test
    void auditTellsLookingAndRefusingFromGranting() {
        Wire.Reply started = program.startDevice();
        String userCode = TokenTalk.member(started, "user_code");
        assertEquals(List.of(), broker.audit.of(type(userCode)));
        Wire.Reply no = Program.answerDevice(browser, userCode, "deny");
        assertEquals(200, no.status(), no::toString);
        told(no, "CALLER_NOT_ALLOWED", "said no");
        Wire.Reply yes = Program.answerDevice(browser, TokenTalk.member(program.startDevice(), "user_code"), "allow");
        assertEquals(
                List.of("GRANTED"),
                broker.audit.of(yes).stream().map(AuditTrail.Entry::outcome).toList());
    }

    @Test
    void W15answerWithoutAYesIsANo() {
        Wire.Reply started = program.startDevice();
        Program.answerDevice(browser, TokenTalk.member(started, "user_code"), "");
        assertEquals("access_denied", error(program.poll(TokenTalk.member(started, "device_code"))));
    }

    @Test
    void O24lateAnswerCountsNothing() {
        Wire.Reply started = program.startDevice();
        pass(600);
        Wire.Reply late = Program.answerDevice(browser, TokenTalk.member(started, "user_code"), "allow");
        assertEquals(400, late.status(), late::toString);
        told(late, "GRANT_INVALID", "O24");
        assertEquals("expired_token", error(program.poll(TokenTalk.member(started, "device_code"))));
    }

    @Test
    void O24W18guessesArePersonsAndFew() {
        String right = TokenTalk.member(program.startDevice(), "user_code");
        for (int i = 0; i < 10; i++) {
            Wire.Reply wrong = type("BCDF-GHJ" + "BCDFGHJKLM".charAt(i));
            assertEquals(400, wrong.status(), wrong::toString);
            told(wrong, "GRANT_INVALID", "O24");
        }
        Wire.Reply many = type(right);
        assertEquals(429, many.status(), many::toString);
        told(many, "THROTTLED", "W18");
        // Neither another browser nor another address gives the same person more.
        browser = new Browser(broker);
        browser.signIn();
        assertEquals(429, type(right).status());
        pass(601);
        assertEquals(400, type(right).status());
    }

    @Test
    void O24rightCodesGiveNoGuessesBack() {
        for (int i = 0; i < 9; i++) {
            type("BCDF-GHJ" + "BCDFGHJKLM".charAt(i));
        }
        assertEquals(
                200, type(TokenTalk.member(program.startDevice(), "user_code")).status());
        assertEquals(400, type("BCDF-GHJZ").status());
        assertEquals(429, type("BCDF-GHJX").status());
    }

    @Test
    void O24whatIsNoCodeIsToldSo() {
        for (String odd : List.of("", "ABCD-EFGH", "BCDF-GHJ", "BCDF-GHJKL", "<script>", "\u0411CDF-GHJK")) {
            Wire.Reply wrong = type(odd);
            assertEquals(400, wrong.status(), wrong::toString);
            told(wrong, "PARAMETER_INVALID", "O24");
        }
    }

    @Test
    void O24deviceCodeIsOfOneClient() {
        String deviceCode = TokenTalk.member(program.startDevice(), "device_code");
        Wire.Reply guess = program.poll(deviceCode + "A");
        assertEquals("invalid_grant", error(guess));
        told(guess, "GRANT_INVALID", "O24");
        Wire.Reply other =
                new TokenTalk(broker).as("shop", Map.of("grant_type", Program.DEVICE, "device_code", deviceCode));
        assertEquals("unsupported_grant_type", error(other));
    }

    @Test
    void W01answerIsAFormOfOurs() {
        Wire.Reply started = program.startDevice();
        Wire.Reply forged = browser.postOurs(
                "/device/answer",
                Map.of("csrf", "", "user_code", TokenTalk.member(started, "user_code"), "answer", "allow"));
        assertEquals(403, forged.status(), forged::toString);
        told(forged, "FORM_FORGED", "W01");
        assertEquals("authorization_pending", error(program.poll(TokenTalk.member(started, "device_code"))));
    }

    @Test
    void whoSaidYesMustStillBeSignedIn() {
        Wire.Reply started = program.startDevice();
        Program.answerDevice(browser, TokenTalk.member(started, "user_code"), "allow");
        browser.postOurs("/logout", Map.of("csrf", browser.csrf()));
        Wire.Reply late = program.poll(TokenTalk.member(started, "device_code"));
        assertEquals("invalid_grant", error(late));
        told(late, "GRANT_INVALID", "O24");
    }

    @Test
    void O24yesNeedsAFreshSignIn() {
        for (int i = 0; i < 4; i++) {
            pass(901);
            browser.visit("/");
        }
        Wire.Reply started = program.startDevice();
        String userCode = TokenTalk.member(started, "user_code");
        // Still used, so that it stands; but begun too long ago.
        Wire.Reply away = browser.visit("/device?user_code=" + userCode);
        assertEquals(303, away.status(), away::toString);
        Map<String, String> query = Browser.query(away.header("Location").orElseThrow());
        assertEquals("1", query.get("fresh"));
        assertEquals("/device?user_code=" + userCode + "&anew=1", query.get("to"));
        Wire.Reply late = Program.answerDevice(browser, userCode, "allow");
        assertEquals(303, late.status(), late::toString);
        told(late, "AUTHENTICATION_TOO_OLD", "O24");
        assertEquals("authorization_pending", error(program.poll(TokenTalk.member(started, "device_code"))));
        browser.signIn();
        assertEquals(200, browser.visit("/device?user_code=" + userCode).status());
        assertEquals(200, Program.answerDevice(browser, userCode, "allow").status());
        pass(5);
        Program.Login.of(program.poll(TokenTalk.member(started, "device_code")));
    }

    /** Signs in at the SAML provider, which asked alice so long ago and lets her through. */
    private void letThrough(String to, Duration ago) {
        Browser.Sent sent = browser.leave(to);
        String then =
                broker.clock.instant().truncatedTo(ChronoUnit.MILLIS).minus(ago).toString();
        String response = broker.idp.forged(
                broker.spec().inResponseTo(sent.requestId()),
                draft -> draft.set("AuthnStatement", "AuthnInstant", then),
                draft -> {},
                UnaryOperator.identity());
        Wire.Reply reply = browser.comeBack(response, sent.relayState());
        assertEquals(Optional.of(to), reply.header("Location"), reply::toString);
    }

    @Test
    void O24providerThatDoesNotAskIsToldAndNotAskedForEver() {
        Wire.Reply started = program.startDevice();
        String userCode = TokenTalk.member(started, "user_code");
        letThrough("/", Duration.ofHours(2));
        String link = "/device?user_code=" + userCode;
        Wire.Reply away = browser.visit(link);
        assertEquals(303, away.status(), away::toString);
        String back = Browser.query(away.header("Location").orElseThrow()).getOrDefault("to", "");
        letThrough(back, Duration.ofHours(2));
        Wire.Reply told = browser.visit(back);
        assertEquals(403, told.status(), told::toString);
        told(told, "AUTHENTICATION_TOO_OLD", "O24");
        assertTrue(told.body().contains("did not ask you again"), told::body);
        assertTrue(told.body().contains("/login?choose=1&amp;idp_hint=corp&amp;fresh=1&amp;to="), told::body);
        Wire.Reply yes = Program.answerDevice(browser, userCode, "allow");
        assertEquals(303, yes.status(), yes::toString);
        told(yes, "AUTHENTICATION_TOO_OLD", "O24");
        assertEquals("authorization_pending", error(program.poll(TokenTalk.member(started, "device_code"))));

        letThrough(back, Duration.ofMinutes(59));
        assertEquals(200, browser.visit(back).status());
        assertEquals(200, Program.answerDevice(browser, userCode, "allow").status());
    }

    @Test
    void O24oldWayBackLeadsToAFreshSignInOnceMore() {
        letThrough("/", Duration.ofHours(2));
        pass(601);
        assertEquals(303, browser.visit("/device?anew=1").status());
    }

    @Test
    void O24openIdProviderIsHeldToWhenItAsked() {
        String userCode = TokenTalk.member(program.startDevice(), "user_code");
        browser = new Browser(broker);
        broker.flow.authenticated(Optional.of(broker.clock.instant().minus(Duration.ofHours(2))));
        browser.signInAtOpenId();
        broker.flow.authenticated(Optional.empty());
        assertEquals(303, browser.visit("/device").status());
        told(Program.answerDevice(browser, userCode, "allow"), "AUTHENTICATION_TOO_OLD", "O24");
        // One that does not tell is taken at our own clock.
        browser.signInAtOpenId();
        assertEquals(200, browser.visit("/device").status());
        assertEquals(200, Program.answerDevice(browser, userCode, "allow").status());
    }

    @Test
    void O24ofManyAtOnceOneFetches() {
        Wire.Reply started = program.startDevice();
        Program.answerDevice(browser, TokenTalk.member(started, "user_code"), "allow");
        List<Wire.Reply> replies = AtOnce.call(20, i -> program.poll(TokenTalk.member(started, "device_code")));
        assertEquals(1, replies.stream().filter(reply -> reply.status() == 200).count());
    }
}
