package dev.daypass.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.server.http.HeaderLines;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Attacks on logins of programs in terminals: tokens of other kinds, rotated, stolen and ended ones. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TerminalLoginAttackTest {
    private final AttackedBroker broker;
    private final Program program;
    private Browser browser;

    TerminalLoginAttackTest(@TempDir Path directory) {
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

    private void told(Wire.Reply reply, String reason, String number) {
        List<AuditTrail.Entry> refused = broker.audit.of(reply).stream()
                .filter(entry -> entry.outcome().equals("REFUSED"))
                .toList();
        assertEquals(
                List.of(reason), refused.stream().map(AuditTrail.Entry::reason).toList(), reply::toString);
        assertTrue(refused.get(0).line().contains(number), () -> refused.toString());
    }

    private boolean stands(Program.Login login) {
        return program.me(login.access(), "").status() == 200;
    }

    @Test
    void O15cookieIsNoTokenAndTokenNoCookie() {
        Wire.Reply reply = program.me(browser.cookie(Browser.SESSION).orElseThrow(), "");
        assertEquals(401, reply.status(), reply::toString);
        told(reply, "NOT_SIGNED_IN", "O15");
        Program.Login login = program.byCode(browser);
        for (String token : List.of(login.access(), login.refresh())) {
            var planted = new Browser(broker);
            planted.plant(Browser.SESSION, token);
            assertFalse(planted.isSignedIn());
        }
        for (String token : List.of(login.refresh(), program.code(browser).code(), "", "dpl_", "dpl_AAAA")) {
            assertEquals(401, program.me(token, "").status());
        }
        assertTrue(stands(login));
    }

    @Test
    void O15loginOpensNoDoorOfRoleSessions() {
        Program.Login login = program.byCode(browser);
        var bearing = new HeaderLines.Line("Authorization", "Bearer " + login.access());
        Wire.Reply evaluation = Wire.post(
                broker.port(),
                "/access/v1/evaluation",
                "application/json",
                List.of(bearing),
                "{\"action\":{\"name\":\"reports:Get\"},\"resource\":{\"type\":\"arn\",\"id\":\"*\"}}");
        assertEquals(401, evaluation.status(), evaluation::toString);
        Wire.Reply admin = Wire.get(broker.port(), "/api/v1/sessions", List.of(bearing));
        assertEquals(401, admin.status(), admin::toString);
    }

    @Test
    void O25rotatedTokenThatComesLateEndsTheLogin() {
        Program.Login login = program.byCode(browser);
        Program.Login next = Program.Login.of(program.refresh(login.refresh()));
        assertTrue(stands(login) && stands(next));
        broker.clock.step(Duration.ofSeconds(11));
        Wire.Reply stolen = program.refresh(login.refresh());
        assertEquals("invalid_grant", TokenTalk.member(stolen, "error"));
        told(stolen, "GRANT_REUSED", "O25");
        assertFalse(stands(login) || stands(next));
        assertEquals("invalid_grant", TokenTalk.member(program.refresh(next.refresh()), "error"));
    }

    @Test
    void O25twoProcessesAtOnceAreNoTheft() {
        Program.Login login = program.byCode(browser);
        Program.Login one = Program.Login.of(program.refresh(login.refresh()));
        broker.clock.step(Duration.ofSeconds(9));
        Program.Login two = Program.Login.of(program.refresh(login.refresh()));
        assertTrue(stands(one) && stands(two));
        Wire.Reply third = program.refresh(login.refresh());
        told(third, "GRANT_REUSED", "O25");
        assertFalse(stands(one) || stands(two));
    }

    @Test
    void O25twoChainsOfOneTokenDoNotBothGoOn() {
        Program.Login login = program.byCode(browser);
        Program.Login thief = Program.Login.of(program.refresh(login.refresh()));
        Program.Login honest = Program.Login.of(program.refresh(login.refresh()));
        broker.clock.step(Duration.ofMinutes(30));
        Program.Login next = Program.Login.of(program.refresh(honest.refresh()));
        assertTrue(stands(next));
        Wire.Reply late = program.refresh(thief.refresh());
        assertEquals("invalid_grant", TokenTalk.member(late, "error"));
        told(late, "GRANT_REUSED", "O25");
        assertFalse(stands(next));
    }

    @Test
    void O25eitherOfTwoProcessesMayGoOn() {
        for (boolean first : List.of(true, false)) {
            Program.Login login = program.byCode(browser);
            Program.Login one = Program.Login.of(program.refresh(login.refresh()));
            Program.Login two = Program.Login.of(program.refresh(login.refresh()));
            // One file is kept of both, whoever wrote it last.
            Program.Login kept = first ? one : two;
            for (int i = 0; i < 3; i++) {
                broker.clock.step(Duration.ofMinutes(20));
                kept = Program.Login.of(program.refresh(kept.refresh()));
            }
            assertTrue(stands(kept));
            browser = new Browser(broker);
            browser.signIn();
        }
    }

    @Test
    void O25refreshTokensOfTwoKindsAreNotMixed() {
        Program.Login login = program.byCode(browser);
        Wire.Reply asClient = new TokenTalk(broker).as("shop", TokenTalk.refresh(login.refresh()));
        assertEquals("invalid_grant", TokenTalk.member(asClient, "error"));
        Wire.Reply token = new TokenTalk(broker)
                .as(
                        "shop",
                        TokenTalk.with(
                                TokenTalk.exchange("saml2", broker.response()),
                                "audience",
                                "https://wiki.example.com"));
        Wire.Reply asProgram = program.refresh(TokenTalk.member(token, "refresh_token"));
        assertEquals("invalid_grant", TokenTalk.member(asProgram, "error"));
        told(asProgram, "GRANT_INVALID", "O25");
        assertTrue(stands(login));
    }

    @Test
    void accessTokenLivesAnHourAndTheLoginOn() {
        Program.Login login = program.byCode(browser);
        broker.clock.step(Duration.ofMinutes(61));
        Wire.Reply late = program.me(login.access(), "");
        assertEquals(401, late.status(), late::toString);
        told(late, "NOT_SIGNED_IN", "expired");
        assertTrue(stands(Program.Login.of(program.refresh(login.refresh()))));
    }

    @Test
    void loginThatNobodyUsesForLongEnds() {
        Program.Login login = program.byCode(browser);
        for (int i = 0; i < 2; i++) {
            broker.clock.step(Duration.ofHours(5));
            login = Program.Login.of(program.refresh(login.refresh()));
        }
        browser = new Browser(broker);
        browser.signIn();
        Program.Login left = program.byCode(browser);
        broker.clock.step(Duration.ofMinutes(481));
        Wire.Reply late = program.refresh(left.refresh());
        assertEquals("invalid_grant", TokenTalk.member(late, "error"));
        told(late, "NOT_SIGNED_IN", "last used");
    }

    @Test
    void O18whoNamedItselfIsToldSo() {
        String own = program.me(program.byCode(browser).access(), "").body();
        assertTrue(own.contains("\"program\":\"daypass-cli\"") && own.contains("\"programNamedItself\":false"), own);
        String other =
                program.me(new SsoTalk(broker).login(browser).access(), "").body();
        assertTrue(other.contains("\"program\":\"botocore\"") && other.contains("\"programNamedItself\":true"), other);
    }

    @Test
    void loginIsNoLongerThanTheSessionThatGaveIt() {
        broker.clock.step(Duration.ofMinutes(20));
        Program.Login login = program.byCode(browser);
        broker.clock.step(Duration.ofHours(11).plusMinutes(41));
        Wire.Reply late = program.refresh(login.refresh());
        assertEquals("invalid_grant", TokenTalk.member(late, "error"));
    }

    @Test
    void whoeverEndsItEndsWhatWasTakenWithIt() {
        Program.Login login = program.byCode(browser);
        Wire.Reply taken = program.take(login.access(), "prod/Federated");
        String key = TokenTalk.member(taken, "AccessKeyId");
        Wire.Reply page = browser.visit("/sessions");
        assertTrue(page.body().contains(key) && page.body().contains("Terminal: daypass-cli"), page::toString);
        var rows = Pattern.compile("Terminal: daypass-cli.*?name=\"id\" value=\"(bs-[^\"]+)\"", Pattern.DOTALL)
                .matcher(page.body());
        while (rows.find()) {
            Wire.Reply ended = browser.postOurs("/sessions/end", Map.of("csrf", browser.csrf(), "id", rows.group(1)));
            assertEquals(303, ended.status(), ended::toString);
        }
        assertFalse(stands(login));
        assertFalse(browser.visit("/sessions").body().contains(key));
        assertTrue(browser.isSignedIn());
    }

    private Wire.Reply revoke(Map<String, String> form) {
        return Wire.post(broker.port(), "/oauth/revoke", Wire.FORM, List.of(), Wire.form(form));
    }

    @Test
    void whatIsOverIsNotRevokedAgain() {
        Program.Login login = program.byCode(browser);
        Map<String, String> form = Map.of("client_id", Program.CLIENT, "token", login.access());
        assertEquals(1, broker.audit.of(revoke(form)).size());
        Wire.Reply again = revoke(form);
        assertEquals(200, again.status(), again::toString);
        assertEquals(List.of(), broker.audit.of(again));
    }

    @Test
    void revocationThatCannotBeReadIsToldToTheAudit() {
        told(revoke(Map.of("client_id", Program.CLIENT)), "PARAMETER_MISSING", "token");
        told(revoke(Map.of("client_id", Program.CLIENT, "odd", "x")), "REQUEST_MALFORMED", "not known");
    }

    @Test
    void revokedLoginIsOver() {
        Program.Login login = program.byCode(browser);
        Wire.Reply done = Wire.post(
                broker.port(),
                "/oauth/revoke",
                Wire.FORM,
                List.of(),
                Wire.form(Map.of("client_id", Program.CLIENT, "token", login.refresh())));
        assertEquals(200, done.status(), done::toString);
        assertFalse(stands(login));
    }

    @Test
    void loginThatIsOverIsToldFromAMistake() {
        Program.Login login = program.byCode(browser);
        Wire.Reply tooLong = program.token(
                TokenTalk.with(Program.taking(login.access(), "prod/Federated"), "session_duration", "999999"));
        assertEquals("invalid_request", TokenTalk.member(tooLong, "error"));
        assertEquals(200, program.take(login.access(), "prod/Federated").status());
        Wire.Reply odd = program.take("dpl_AAAA", "prod/Federated");
        assertEquals("invalid_grant", TokenTalk.member(odd, "error"));
        told(odd, "NOT_SIGNED_IN", "O15");
        revoke(Map.of("client_id", Program.CLIENT, "token", login.refresh()));
        Wire.Reply over = program.take(login.access(), "prod/Federated");
        assertEquals(400, over.status(), over::toString);
        assertEquals("invalid_grant", TokenTalk.member(over, "error"));
        told(over, "NOT_SIGNED_IN", "no session");
    }
}
