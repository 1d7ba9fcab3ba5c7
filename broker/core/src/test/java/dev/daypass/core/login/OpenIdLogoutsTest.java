package dev.daypass.core.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.provider.TokenSettings;
import dev.daypass.core.world.World;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A page of an OpenID provider ends sessions only where the configuration lets it. */
final class OpenIdLogoutsTest {
    private static final ProviderId OPENID = new ProviderId("corp-oidc");

    private final World world = new World();
    private final OpenIdLogouts logouts = new OpenIdLogouts(
            (provider, token, request) -> {
                throw new AssertionError("no token is shown");
            },
            world.ledger,
            new BrowserSessions(
                    new MemoryBrowserSessions(),
                    new BrowserSessions.Vault(() -> world.keys, new SecureRandom()),
                    new BrowserSessions.Limits(Duration.ofMinutes(30), Duration.ofHours(12)),
                    world.ledger,
                    world.ledger),
            world.ledger);

    private static Provider provider(boolean frontChannel) {
        Provider token = World.token();
        var known = (TokenSettings) token.settings();
        var settings = new TokenSettings(
                TokenSettings.Kind.OIDC,
                known.issuer(),
                known.audiences(),
                known.keys(),
                known.checks(),
                Optional.of(new TokenSettings.Client(
                        "daypass", Optional.empty(), Optional.empty(), TokenSettings.SignIn.usual(), frontChannel)));
        return new Provider(
                OPENID,
                Provider.State.ENABLED,
                settings,
                token.mapping(),
                Optional.empty(),
                Provider.ReplayScope.REUSABLE,
                Set.of());
    }

    private Reason hinted(boolean frontChannel) {
        world.with(provider(frontChannel));
        Outcome<Integer> outcome = logouts.hinted(OPENID, World.CI_ISSUER, "sid-1", world.request());
        Reason reason = outcome.refusal().orElseThrow().reason();
        assertEquals(Optional.of(reason), world.ledger.lastEvent().reason());
        assertEquals(AuditEvent.Kind.BROWSER_LOGOUT, world.ledger.lastEvent().kind());
        return reason;
    }

    @Test
    void X12frontChannelIsClosedUnlessTheProviderMayUseIt() {
        assertEquals(Reason.PROVIDER_MISMATCH, hinted(false));
        assertEquals(Reason.NOT_SIGNED_IN, hinted(true), "it was looked for a session of that name");
        assertTrue(world.ledger.events.size() == 2, "each refusal is told once");
    }
}
