package dev.daypass.core.terminal;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.identity.AuthenticationContext;
import dev.daypass.core.login.BrowserSession;
import dev.daypass.core.login.BrowserSessions;
import dev.daypass.core.login.MemoryBrowserSessions;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.core.world.Identities;
import dev.daypass.core.world.World;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Alice at her browser, programs in her terminal, and a clock that stands until it is set on. */
class AtTheTerminal {
    private String address = "192.0.2.1";
    final World world = new World();
    final SecureRandom random = new SecureRandom();
    final MemoryDeviceGrants grants = new MemoryDeviceGrants();
    final CountedGuesses guesses = new CountedGuesses();
    final BrowserSessions sessions = new BrowserSessions(
            new MemoryBrowserSessions(),
            new BrowserSessions.Vault(() -> world.keys, random),
            new BrowserSessions.Limits(
                    Duration.ofHours(2), Duration.ofHours(12), Duration.ofHours(3), Duration.ofHours(1)),
            world.ledger,
            world.ledger);
    final HookedRefreshTokens refreshTokens = new HookedRefreshTokens();
    final TerminalLogins logins = new TerminalLogins(sessions, refreshTokens, () -> world.keys, random, world.ledger);
    final TerminalClients clients = new TerminalClients(() -> world.keys);
    final DeviceGrants devices =
            new DeviceGrants(new DeviceGrants.Behind(grants, guesses, sessions, logins), clients, random, world.ledger);
    final CodeGrants codes = new CodeGrants(logins, sessions, world.ledger, () -> world.keys, world.ledger);
    final TerminalClient ours =
            clients.find(TerminalClients.BUILT_IN, World.NOW).orElseThrow();
    final TerminalClient other = clients.register("AWS CLI", List.of("http://127.0.0.1/callback"), World.NOW)
            .value()
            .orElseThrow()
            .client();
    BrowserSession alice = signedIn();

    /** Alice, whom her provider has just asked who she is. */
    final BrowserSession signedIn() {
        return signedIn(Optional.of(now()));
    }

    /**
     * Alice, who has just come from her provider.
     *
     * @param asked when it asked her, if it tells
     */
    final BrowserSession signedIn(Optional<Instant> asked, String... methods) {
        var how = new AuthenticationContext(
                asked, Optional.empty(), List.of(methods), Optional.empty(), Optional.empty());
        return sessions.begin(Identities.alice().authenticated(how), Optional.empty(), request())
                .session();
    }

    final void pass(Duration time) {
        world.later(time);
    }

    final void comeFrom(String source) {
        address = source;
    }

    final RequestContext request() {
        RequestContext request = world.request();
        return new RequestContext(
                "correlation",
                new RequestContext.Client(address, true, "curl/8"),
                request.instant(),
                request.snapshot());
    }

    final Instant now() {
        return request().instant();
    }

    final boolean stands(TerminalLogins.Tokens tokens) {
        return sessions.terminal(tokens.session().handle(), request()).value().isPresent();
    }

    /** The reason of a refusal, of which the audit was told once, with a word that names the rule. */
    final Reason refused(Outcome<?> outcome, String word) {
        AuditEvent told = world.ledger.lastEvent();
        Reason reason = outcome.refusal().orElseThrow().reason();
        if (!told.reason().equals(Optional.of(reason))
                || !told.facts().toString().contains(word)) {
            throw new AssertionError("the audit was told " + told.reason() + " " + told.facts());
        }
        return reason;
    }
}
