package dev.daypass.core.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.login.BrowserSession;
import dev.daypass.core.login.BrowserSessions;
import dev.daypass.core.login.MemoryBrowserSessions;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.world.Identities;
import dev.daypass.core.world.World;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Logins that begin while something ends. */
final class TerminalLoginsTest {
    private final World world = new World();
    private final TerminalClients clients = new TerminalClients(() -> world.keys);
    private final BrowserSessions sessions = new BrowserSessions(
            new MemoryBrowserSessions(),
            new BrowserSessions.Vault(() -> world.keys, new SecureRandom()),
            new BrowserSessions.Limits(Duration.ofMinutes(30), Duration.ofHours(12)),
            world.ledger,
            world.ledger);
    private final HookedRefreshTokens tokens = new HookedRefreshTokens();
    private final TerminalLogins logins =
            new TerminalLogins(sessions, tokens, () -> world.keys, new SecureRandom(), world.ledger);
    private final BrowserSession alice = sessions.begin(Identities.alice(), Optional.empty(), world.request())
            .session();

    private Outcome<TerminalLogins.Tokens> begin(TerminalClient client) {
        return logins.begin(alice, client, world.request());
    }

    private TerminalClient ours() {
        return clients.find(TerminalClients.BUILT_IN, World.NOW).orElseThrow();
    }

    private List<BrowserSession> standing() {
        return sessions.list(
                alice.identity().provider(), alice.identity().subject().value(), world.request());
    }

    @Test
    void X10loginOfSomebodyWhoSignsOutMeanwhileDoesNotStand() {
        tokens.meanwhile = () -> sessions.end(alice, "herself", world.request());
        assertEquals(Optional.of(Reason.GRANT_INVALID), begin(ours()).refusal().map(refusal -> refusal.reason()));
        assertEquals(List.of(), standing());
    }

    @Test
    void loginOfSomebodyWhoStaysStands() {
        assertTrue(begin(ours()).value().isPresent());
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
}
