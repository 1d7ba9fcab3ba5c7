package dev.daypass.core.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.world.Identities;
import dev.daypass.core.world.World;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Nobody becomes somebody else unasked. */
final class HeldArrivalsTest {
    private final World world = new World();
    private final HeldArrivals arrivals =
            new HeldArrivals(() -> world.keys, world.ledger, new SecureRandom(), world.ledger);
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
}
