package dev.daypass.core.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.login.StatedReason;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The life of one device grant: begun, looked at, answered, asked for, fetched, over. */
final class DeviceLifeTest extends AtTheTerminal {
    private DeviceGrants.Started start() {
        return devices.start(ours, request()).value().orElseThrow();
    }

    private Outcome<Polled> poll(DeviceGrants.Started grant) {
        return devices.poll(grant.deviceCode(), ours, request());
    }

    private Polled polled(DeviceGrants.Started grant) {
        return poll(grant).value().orElseThrow();
    }

    private boolean approved(DeviceGrants.Started grant) {
        return devices.approve(grant.userCode().shown(), alice, StatedReason.none(), request())
                .value()
                .isPresent();
    }

    @Test
    void codesAreLongEnoughAndSayNothing() {
        DeviceGrants.Started grant = start();
        assertTrue(grant.userCode().shown().matches("[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}"));
        assertTrue(grant.deviceCode().reveal().matches("dpd_[A-Za-z0-9_-]{43}"));
        assertEquals(Duration.ofMinutes(10), grant.life());
        assertEquals(Duration.ofSeconds(5), grant.interval());
        assertFalse(grant.toString().contains(grant.userCode().letters()), grant::toString);
        MemoryDeviceGrants.Kept kept = grants.kept.values().iterator().next();
        assertFalse(kept.grant().toString().contains(kept.grant().sealed()));
        assertEquals("[-64, 0, 2]", kept.network());
    }

    @Test
    void personIsToldWhatIsAskedAndAProgramGetsALogin() {
        DeviceGrants.Started grant = start();
        assertInstanceOf(Polled.Pending.class, polled(grant));
        pass(Duration.ofSeconds(90));
        DeviceGrants.Asked asked =
                devices.look(grant.userCode().shown(), alice, request()).value().orElseThrow();
        assertEquals("daypass-cli", asked.client().name());
        assertEquals("192.0.2.1", asked.address());
        assertEquals("curl/8", asked.userAgent());
        assertEquals(now().minusSeconds(90), asked.begun());
        assertTrue(approved(grant));
        var granted = assertInstanceOf(Polled.Granted.class, polled(grant));
        assertTrue(stands(granted.tokens()));
        assertEquals(alice.expiresAt(), granted.tokens().session().expiresAt());
        assertTrue(granted.tokens().session().isOf(alice.identity()));
    }

    @Test
    void loginIsForTheReasonThatThePersonGave() {
        DeviceGrants.Started grant = start();
        var reason = new StatedReason(Optional.of("INC-4711: the bill"));
        devices.approve(grant.userCode().shown(), alice, reason, request());
        var granted = assertInstanceOf(Polled.Granted.class, polled(grant));
        assertEquals(
                Optional.of("INC-4711: the bill"), granted.tokens().session().reason());
    }

    @Test
    void O24loginIsFetchedOnce() {
        DeviceGrants.Started grant = start();
        approved(grant);
        var granted = assertInstanceOf(Polled.Granted.class, polled(grant));
        pass(Duration.ofSeconds(30));
        assertEquals(Reason.GRANT_INVALID, refused(poll(grant), "O24"));
        assertTrue(stands(granted.tokens()));
    }

    @Test
    void O24whoDoesNotWaitIsSlowedDownMoreAndMore() {
        DeviceGrants.Started grant = start();
        assertInstanceOf(Polled.Pending.class, polled(grant));
        for (int seconds : List.of(10, 15, 20)) {
            pass(Duration.ofSeconds(3));
            var slow = assertInstanceOf(Polled.SlowDown.class, polled(grant));
            assertEquals(Duration.ofSeconds(seconds), slow.interval());
        }
        pass(Duration.ofSeconds(20));
        assertInstanceOf(Polled.Pending.class, polled(grant));
        // A yes does not make haste good.
        approved(grant);
        pass(Duration.ofSeconds(1));
        assertInstanceOf(Polled.SlowDown.class, polled(grant));
        pass(Duration.ofSeconds(25));
        assertInstanceOf(Polled.Granted.class, polled(grant));
    }

    @Test
    void whatWasDeniedStaysDeniedAndIsARefusal() {
        DeviceGrants.Started grant = start();
        assertTrue(
                devices.deny(grant.userCode().shown(), alice, request()).value().isPresent());
        assertEquals(
                Optional.of(Reason.CALLER_NOT_ALLOWED), world.ledger.lastEvent().reason());
        assertFalse(approved(grant));
        assertInstanceOf(Polled.Denied.class, polled(grant));
        pass(Duration.ofMinutes(11));
        assertInstanceOf(Polled.Denied.class, polled(grant));
    }

    @Test
    void lookingIsNoGrant() {
        DeviceGrants.Started grant = start();
        int before = world.ledger.events.size();
        devices.look(grant.userCode().shown(), alice, request());
        assertEquals(before, world.ledger.events.size());
        approved(grant);
        AuditEvent yes = world.ledger.lastEvent();
        assertEquals(Optional.empty(), yes.reason());
        assertEquals(List.of("YES"), yes.facts().get("said"));
        assertEquals(List.of("192.0.2.1"), yes.facts().get("askedFrom"));
    }

    @Test
    void O24lateYesCountsNothing() {
        DeviceGrants.Started grant = start();
        pass(DeviceGrants.LIFE.minusMillis(1));
        assertTrue(
                devices.look(grant.userCode().shown(), alice, request()).value().isPresent());
        pass(Duration.ofMillis(1));
        assertEquals(
                Reason.GRANT_INVALID,
                refused(devices.approve(grant.userCode().shown(), alice, StatedReason.none(), request()), "O24"));
        assertInstanceOf(Polled.Expired.class, polled(grant));
    }

    @Test
    void O24yesThatWasNotFetchedInTimeIsOver() {
        DeviceGrants.Started grant = start();
        approved(grant);
        pass(DeviceGrants.LIFE);
        assertInstanceOf(Polled.Expired.class, polled(grant));
    }

    @Test
    void O24deviceCodeIsOfOneClient() {
        DeviceGrants.Started grant = start();
        approved(grant);
        assertEquals(Reason.GRANT_INVALID, refused(devices.poll(grant.deviceCode(), other, request()), "O24"));
        assertEquals(
                Reason.GRANT_INVALID,
                refused(devices.poll(Secret.of(grant.userCode().letters()), ours, request()), "O24"));
        assertInstanceOf(Polled.Granted.class, polled(grant));
    }

    @Test
    void O24onlyWhoIsStillSignedInGivesALogin() {
        DeviceGrants.Started grant = start();
        approved(grant);
        sessions.end(alice, "herself", request());
        assertEquals(Reason.GRANT_INVALID, refused(poll(grant), "O24"));
    }

    @Test
    void O24yesNeedsAFreshSignIn() {
        pass(Duration.ofMinutes(59));
        assertTrue(approved(start()));
        pass(Duration.ofMinutes(1));
        DeviceGrants.Started grant = start();
        assertFalse(devices.mayApprove(alice, request()));
        assertEquals(
                Reason.AUTHENTICATION_TOO_OLD,
                refused(devices.approve(grant.userCode().shown(), alice, StatedReason.none(), request()), "O24"));
        assertInstanceOf(Polled.Pending.class, polled(grant));
        // To look and to say no is nobody's gain.
        assertTrue(
                devices.look(grant.userCode().shown(), alice, request()).value().isPresent());
        alice = signedIn();
        assertTrue(approved(grant));
    }

    @Test
    void O24providerThatAskedNobodyMakesNoSignInFresh() {
        DeviceGrants.Started grant = start();
        alice = signedIn(Optional.of(now().minus(Duration.ofHours(1))));
        assertFalse(devices.mayApprove(alice, request()));
        assertEquals(
                Reason.AUTHENTICATION_TOO_OLD,
                refused(devices.approve(grant.userCode().shown(), alice, StatedReason.none(), request()), "O24"));
        assertEquals(
                Reason.AUTHENTICATION_TOO_OLD, refused(Outcome.refused(devices.notAskedAnew(alice, request())), "O24"));
        alice = signedIn(Optional.of(now().minus(Duration.ofMinutes(59))));
        assertTrue(approved(grant));
    }

    @Test
    void O24providerThatTellsNoInstantOrOneAheadIsTakenAtOurs() {
        isFreshForAnHour(Optional.empty());
        isFreshForAnHour(Optional.of(now().plusSeconds(60)));
    }

    private void isFreshForAnHour(Optional<Instant> asked) {
        alice = signedIn(asked);
        pass(Duration.ofMinutes(59));
        assertTrue(approved(start()));
        pass(Duration.ofMinutes(1));
        assertFalse(devices.mayApprove(alice, request()));
    }

    @Test
    void O24ticketAsksNobody() {
        alice = signedIn(Optional.of(now()), "kerberos");
        assertFalse(devices.mayApprove(alice, request()));
        alice = signedIn(Optional.of(now()), "pwd");
        assertTrue(devices.mayApprove(alice, request()));
    }

    @Test
    void O24W18guessesOfAPersonAreFew() {
        String right = start().userCode().shown();
        for (int i = 0; i < DeviceGrants.GUESSES; i++) {
            assertEquals(
                    Reason.GRANT_INVALID,
                    refused(devices.look("BCDF-GHJ" + "BCDFGHJKLM".charAt(i), alice, request()), "O24"));
        }
        assertEquals(Reason.THROTTLED, refused(devices.approve(right, alice, StatedReason.none(), request()), "W18"));
        alice = signedIn();
        assertEquals(Reason.THROTTLED, refused(devices.look(right, alice, request()), "W18"));
        pass(DeviceGrants.LIFE);
        assertTrue(approved(start()));
    }

    @Test
    void O24whatIsNoCodeCostsNoGuess() {
        for (int i = 0; i < 2 * DeviceGrants.GUESSES; i++) {
            assertEquals(Reason.PARAMETER_INVALID, refused(devices.look("ABCD-EFGH", alice, request()), "O24"));
        }
        assertTrue(approved(start()));
    }
}
