package dev.daypass.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A role that asks what it is taken for, at the doors of terminals: nobody gets it without saying so. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class StatedReasonAttackTest {
    private static final String WHY = "INC-4711: look at the bill";

    private final AttackedBroker broker;
    private final Program program;
    private Browser browser;

    StatedReasonAttackTest(@TempDir Path directory) {
        broker = AttackedBroker.start(directory);
        program = new Program(broker);
        browser = new Browser(broker);
        broker.rewrite("roles/prod.yaml", "prod/Federated:\n", "prod/Federated:\n  reason: required\n");
        // Who visits a site is asked for no reason, so that no site may want this role.
        broker.rewrite("daypass.yaml", "\\{ role: prod/Federated \\}", "{}");
        broker.reload();
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

    private Wire.Reply answered(String userCode, String reason) {
        return browser.postOurs(
                "/device/answer",
                Map.of("csrf", browser.csrf(), "user_code", userCode, "answer", "allow", "reason", reason));
    }

    private void refused(Wire.Reply reply) {
        assertEquals(400, reply.status(), reply::toString);
        List<AuditTrail.Entry> told = broker.audit.of(reply);
        assertEquals(
                List.of("PARAMETER_MISSING"),
                told.stream().map(AuditTrail.Entry::reason).toList(),
                reply::toString);
    }

    private void recorded(Wire.Reply reply, String reason) {
        assertEquals(200, reply.status(), reply::toString);
        assertTrue(
                broker.audit.of(reply).stream()
                        .anyMatch(entry -> entry.line().contains("statedReason")
                                && entry.line().contains(reason)),
                () -> broker.audit.of(reply).toString());
    }

    @Test
    void loginWithoutAReasonDoesNotHaveTheRoleUnderAnyOfItsNames() {
        Program.Login login = program.byCode(browser);
        refused(program.take(login.access(), "prod/Federated"));
        refused(program.take(login.access(), TokenTalk.FEDERATED));
        var said = TokenTalk.with(Program.taking(login.access(), TokenTalk.FEDERATED), "reason", WHY);
        recorded(program.token(said), WHY);
        Wire.Reply odd = program.token(TokenTalk.with(said, "reason", "two\nlines"));
        assertEquals("invalid_request", TokenTalk.member(odd, "error"));
    }

    @Test
    void reasonOfTheApprovalStandsInTheAuditOfEachRole() {
        Wire.Reply started = program.startDevice();
        String userCode = TokenTalk.member(started, "user_code");
        Wire.Reply question = browser.postOurs("/device", Map.of("csrf", browser.csrf(), "user_code", userCode));
        assertTrue(question.body().contains("name=\"reason\""), question::toString);
        Wire.Reply odd = answered(userCode, "\u202eright to left");
        assertEquals(400, odd.status(), odd::toString);
        assertEquals(1, broker.audit.of(odd).size());
        assertEquals(200, answered(userCode, WHY).status());
        Program.Login login = Program.Login.of(program.poll(TokenTalk.member(started, "device_code")));
        recorded(program.take(login.access(), "prod/Federated"), WHY);
        recorded(program.take(login.access(), TokenTalk.FEDERATED), WHY);
        recorded(program.token(TokenTalk.with(Program.taking(login.access(), TokenTalk.FEDERATED), "reason", "")), WHY);
    }

    @Test
    void reasonOfTheProgramsQuestionGoesWithTheCode() {
        String verifier = Program.newVerifier();
        Wire.Reply page = Program.question(browser, Program.asking(verifier));
        assertTrue(page.body().contains("name=\"reason\""), page::toString);
        Map<String, String> form = Map.of(
                "csrf", Fields.hidden(page, Browser.CSRF),
                "request", Fields.hidden(page, "request"),
                "answer", "allow");
        Wire.Reply odd = browser.postOurs("/oauth/authorize/answer", TokenTalk.with(form, "reason", "x".repeat(201)));
        assertEquals(400, odd.status(), odd::toString);
        Wire.Reply back = browser.postOurs("/oauth/authorize/answer", TokenTalk.with(form, "reason", WHY));
        String code = Browser.query(back.header("Location").orElseThrow()).getOrDefault("code", "");
        assertFalse(back.toString().contains("INC-4711"), back::toString);
        Program.Login login = Program.Login.of(program.token(Program.spending(new Program.Code(code, verifier))));
        recorded(program.take(login.access(), "prod/Federated"), WHY);
    }

    @Test
    void toolsOfAwsHaveTheReasonOfTheirLogin() {
        var sso = new SsoTalk(broker);
        Wire.Reply without = sso.roleCredentials(sso.login(browser).access(), "Federated");
        assertEquals(400, without.status(), without::toString);
        SsoTalk.Client client = sso.register();
        Wire.Reply started = sso.start(client);
        assertEquals(200, answered(TokenTalk.member(started, "userCode"), WHY).status());
        Wire.Reply tokens = sso.poll(client, TokenTalk.member(started, "deviceCode"));
        recorded(sso.roleCredentials(TokenTalk.member(tokens, "accessToken"), "Federated"), WHY);
    }
}
