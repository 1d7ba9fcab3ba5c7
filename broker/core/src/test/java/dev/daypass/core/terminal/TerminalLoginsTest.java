package dev.daypass.core.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.login.BrowserSession;
import dev.daypass.core.login.StatedReason;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.signin.SignedOut;
import dev.daypass.core.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Logins that begin while something ends, and that nobody uses. */
final class TerminalLoginsTest extends AtTheTerminal {
    private Outcome<TerminalLogins.Tokens> begin(TerminalClient client) {
        return logins.begin(
                alice, client, new TerminalLogins.Approval(logins.newHandle(), StatedReason.none()), request());
    }

    private List<BrowserSession> standing() {
        return sessions.list(
                alice.identity().provider(), alice.identity().subject().value(), request());
    }

    @Test
    void X10loginOfSomebodyWhoSignsOutMeanwhileDoesNotStand() {
        refreshTokens.meanwhile = () -> sessions.end(alice, "herself", request());
        assertEquals(Optional.of(Reason.GRANT_INVALID), begin(ours).refusal().map(refusal -> refusal.reason()));
        assertEquals(List.of(), standing());
    }

    @Test
    void X10loginOfSomebodyWhomTheProviderSignsOutMeanwhileDoesNotStand() {
        var logout = new SignedOut.Logout(
                alice.identity().provider(),
                Optional.of(alice.identity().subject().value()),
                Optional.empty(),
                World.NOW.plusSeconds(1));
        refreshTokens.meanwhile = () -> sessions.endSignedOut(logout, request());
        assertEquals(Optional.of(Reason.GRANT_INVALID), begin(ours).refusal().map(refusal -> refusal.reason()));
        assertEquals(List.of(), standing());
    }

    @Test
    void loginOfSomebodyWhoStaysStands() {
        assertTrue(begin(ours).value().isPresent());
        assertEquals(2, standing().size());
    }

    @Test
    void O18auditTellsWhichClientAProgramIs() {
        TerminalClient botocore = clients.register("botocore", List.of(), World.NOW)
                .value()
                .orElseThrow()
                .client();
        begin(botocore);
        AuditEvent begun = world.ledger.events.stream()
                .filter(event -> event.facts().containsKey("program"))
                .findFirst()
                .orElseThrow();
        assertEquals(List.of("botocore"), begun.facts().get("program"));
        assertEquals(List.of(botocore.key()), begun.facts().get("client"));
    }

    @Test
    void O18nobodyRegistersUnderOurName() {
        for (String name : List.of("daypass-cli", "Daypass CLI", "D.a.y pass", "DAYPASS", "daypass2")) {
            assertEquals(
                    Optional.of(Reason.PARAMETER_INVALID),
                    clients.register(name, List.of(), World.NOW).refusal().map(refusal -> refusal.reason()),
                    name);
        }
        assertTrue(clients.register("AWS CLI for daypass", List.of(), World.NOW)
                .value()
                .isPresent());
    }

    @Test
    void loginThatNobodyUsesEnds() {
        TerminalLogins.Tokens tokens = begin(ours).value().orElseThrow();
        for (int i = 0; i < 2; i++) {
            // The browser is long left: terminals have a limit of their own.
            pass(Duration.ofMinutes(170));
            assertTrue(stands(tokens));
        }
        assertEquals(Optional.empty(), sessions.named(alice.handle(), request()));
        pass(Duration.ofHours(3));
        assertFalse(stands(tokens));
        assertEquals(Reason.NOT_SIGNED_IN, refused(logins.find(tokens.access(), request()), "expired"));
        assertEquals(List.of(), standing());
    }

    @Test
    void usedLoginEndsWithItsSignIn() {
        TerminalLogins.Tokens tokens = begin(ours).value().orElseThrow();
        for (int i = 0; i < 11; i++) {
            pass(Duration.ofHours(1));
            assertTrue(stands(tokens));
        }
        pass(Duration.ofHours(1));
        assertFalse(stands(tokens));
    }
}
