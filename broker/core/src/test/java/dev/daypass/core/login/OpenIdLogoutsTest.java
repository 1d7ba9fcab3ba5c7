package dev.daypass.core.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.identity.Attributes;
import dev.daypass.core.identity.AuthenticationContext;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.identity.Subject;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.UnavailableException;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.provider.TokenSettings;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.world.World;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A page of an OpenID provider ends sessions only where the configuration lets it. */
final class OpenIdLogoutsTest {
    private static final ProviderId OPENID = new ProviderId("corp-oidc");

    private final World world = new World();
    private final MemoryBrowserSessions store = new MemoryBrowserSessions();
    private final BrowserSessions sessions = new BrowserSessions(
            store,
            new BrowserSessions.Vault(() -> world.keys, new SecureRandom()),
            new BrowserSessions.Limits(Duration.ofMinutes(30), Duration.ofHours(12)),
            world.ledger,
            world.ledger);

    /** A token's text is its name; it says that session {@code sid-1} ended when the world began. */
    private final OpenIdLogouts logouts = new OpenIdLogouts(
            (provider, token, request) -> Outcome.granted(new LogoutTokens.Notice(
                    Optional.empty(), Optional.of("sid-1"), token.reveal(), World.NOW, World.NOW.plusSeconds(600))),
            world.ledger,
            sessions,
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

    private BrowserSession signedIn(Instant vouchedAt) {
        var how = new AuthenticationContext(
                Optional.empty(), Optional.empty(), List.of(), Optional.of("sid-1"), Optional.empty());
        Identity somebody = Identity.verified(
                        OPENID,
                        World.CI_ISSUER,
                        new Subject("alice", Optional.empty()),
                        List.of("daypass"),
                        Optional.empty(),
                        Attributes.none(),
                        how,
                        "jti-" + vouchedAt)
                .vouchedAt(vouchedAt);
        return sessions.begin(somebody, Optional.empty(), world.request()).session();
    }

    private Outcome<Integer> told() {
        return logouts.told(OPENID, Secret.of("jti-logout"), world.request());
    }

    private boolean stands(BrowserSession session) {
        return sessions.named(session.handle(), world.request()).isPresent();
    }

    @Test
    void X12tokenThatAFaultOfOursStoppedIsHeardAgainAndEndsNothingNewer() {
        world.with(provider(false));
        BrowserSession before = signedIn(World.NOW);
        BrowserSession newer = signedIn(World.NOW.plusSeconds(1));
        store.failOnce();
        assertThrows(UnavailableException.class, this::told);
        assertEquals(Optional.of(1), told().value());
        assertEquals(Optional.of(Reason.PROOF_REPLAYED), told().refusal().map(refusal -> refusal.reason()));
        assertFalse(stands(before));
        assertTrue(stands(newer));
    }

    @Test
    void X10sessionThatBeginsWithAnIdTokenOfBeforeDoesNotStand() {
        world.with(provider(false));
        assertEquals(Optional.of(0), told().value());
        assertFalse(stands(signedIn(World.NOW)));
        assertTrue(stands(signedIn(World.NOW.plusSeconds(1))));
    }

    /** Nothing proves what a browser says: it ends what is here and no more. */
    @Test
    void X12frontChannelSaysNothingAboutWhatArrivesLater() {
        world.with(provider(true));
        BrowserSession here = signedIn(World.NOW);
        assertEquals(
                Optional.of(1),
                logouts.hinted(OPENID, World.CI_ISSUER, "sid-1", world.request())
                        .value());
        assertFalse(stands(here));
        assertTrue(stands(signedIn(World.NOW)));
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
