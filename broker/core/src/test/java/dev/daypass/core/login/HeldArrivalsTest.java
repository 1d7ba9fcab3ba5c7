package dev.daypass.core.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.exchange.Sessions;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.signin.SignedOut;
import dev.daypass.core.world.Identities;
import dev.daypass.core.world.World;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Nobody becomes somebody else unasked. */
final class HeldArrivalsTest {
    private final World world = new World();
    private final BrowserSessions sessions = new BrowserSessions(
            new MemoryBrowserSessions(),
            new BrowserSessions.Vault(() -> world.keys, new SecureRandom()),
            new BrowserSessions.Limits(Duration.ofMinutes(30), Duration.ofHours(12)),
            world.ledger,
            world.ledger);
    private final HeldArrivals arrivals =
            new HeldArrivals(() -> world.keys, sessions, world.ledger, new SecureRandom(), world.ledger);
    private final BrowserSession alice = session("bs-alice");
    private final HeldArrivals.Arrival job = new HeldArrivals.Arrival(
            Identities.job(), ReturnTarget.of("/sessions").orElseThrow());

    private static BrowserSession session(String handle) {
        return new BrowserSession(
                handle,
                Identities.alice(),
                World.NOW,
                World.NOW.plus(Duration.ofHours(1)),
                World.NOW,
                new BrowserSession.Device("192.0.2.1", ""));
    }

    private Outcome<HeldArrivals.Arrival> accept(Secret sealed, BrowserSession session) {
        return arrivals.accept(sealed, session, world.request());
    }

    private void refused(Outcome<HeldArrivals.Arrival> outcome) {
        assertEquals(Reason.LOGIN_UNKNOWN, outcome.refusal().orElseThrow().reason());
        assertEquals(Reason.LOGIN_UNKNOWN, world.ledger.lastEvent().reason().orElseThrow());
    }

    @Test
    void whoSaysYesBecomesWhoArrived() {
        HeldArrivals.Arrival accepted = accept(arrivals.hold(job, alice, world.request()), alice)
                .value()
                .orElseThrow();
        assertEquals(job.returnTo(), accepted.returnTo());
        assertEquals(job.identity().subject(), accepted.identity().subject());
    }

    @Test
    void O13arrivalIsAcceptedOnceInItsSessionInTime() {
        Secret sealed = arrivals.hold(job, alice, world.request());
        refused(accept(sealed, session("bs-other")));
        refused(accept(Secret.of(sealed.reveal().substring(1)), alice));
        refused(accept(Secret.of("?"), alice));
        assertTrue(accept(sealed, alice).value().isPresent());
        refused(accept(sealed, alice));
        Secret late = arrivals.hold(job, alice, world.request());
        world.later(HeldArrivals.PATIENCE);
        refused(accept(late, alice));
    }

    private void over(Secret sealed) {
        Outcome<HeldArrivals.Arrival> outcome = accept(sealed, alice);
        assertEquals(Reason.NOT_SIGNED_IN, outcome.refusal().orElseThrow().reason());
        assertEquals(Reason.NOT_SIGNED_IN, world.ledger.lastEvent().reason().orElseThrow());
    }

    @Test
    void X10whoIsSignedOutWhileTheQuestionStandsDoesNotArrive() {
        Secret held = arrivals.hold(job, alice, world.request());
        world.later(Duration.ofSeconds(2));
        var logout = new SignedOut.Logout(
                World.CI,
                Optional.of(job.identity().subject().value()),
                Optional.empty(),
                world.request().instant());
        sessions.endSignedOut(logout, world.request());
        over(held);
        assertTrue(
                accept(arrivals.hold(job, alice, world.request()), alice)
                        .value()
                        .isPresent(),
                "signed in anew");
    }

    @Test
    void X09whoIsRevokedOrBlockedWhileTheQuestionStandsDoesNotArrive() {
        Secret held = arrivals.hold(job, alice, world.request());
        world.later(Duration.ofSeconds(2));
        String subject = job.identity().subject().value();
        new Sessions(world.ledger, world.ledger, world.ledger)
                .revokeSubject(World.CI.name(), subject, "an operator", world.request());
        over(held);
        Secret anew = arrivals.hold(job, alice, world.request());
        Secret another = arrivals.hold(job, alice, world.request());
        assertTrue(accept(anew, alice).value().isPresent(), "signed in anew");
        Provider ci = World.token();
        world.with(new Provider(
                ci.id(), ci.state(), ci.settings(), ci.mapping(), ci.require(), ci.replay(), Set.of(subject)));
        over(another);
    }
}
