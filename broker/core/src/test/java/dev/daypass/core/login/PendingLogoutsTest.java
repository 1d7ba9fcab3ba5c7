package dev.daypass.core.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.world.World;
import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An answer finds the logout it belongs to, in the browser that began it, once; a login's answer never does. */
final class PendingLogoutsTest {
    private final World world = new World();
    private final PendingLogouts logouts =
            new PendingLogouts(() -> world.keys, world.ledger, new SecureRandom(), world.ledger);

    private PendingLogouts.Begun begin() {
        return logouts.begin(World.CORP, World.NOW);
    }

    private Outcome<PendingLogout> complete(String id, Secret cookie) {
        return logouts.complete(id, Optional.of(cookie), World.CORP, world.request());
    }

    private void refused(Outcome<PendingLogout> outcome) {
        assertEquals(Reason.LOGOUT_UNKNOWN, outcome.refusal().orElseThrow().reason());
        assertEquals(
                Optional.of(Reason.LOGOUT_UNKNOWN), world.ledger.lastEvent().reason());
        assertEquals(AuditEvent.Kind.BROWSER_LOGOUT, world.ledger.lastEvent().kind());
    }

    @Test
    void logoutComesBackAsItWent() {
        PendingLogouts.Begun begun = begin();
        assertEquals(
                begun.logout(),
                complete(begun.logout().id(), begun.cookie()).value().orElseThrow());
        assertTrue(begun.logout().requestId().matches("_[0-9a-f]{40}"));
        assertTrue(world.ledger.events.isEmpty());
        assertNotEquals(begin().logout().requestId(), begun.logout().requestId());
        assertFalse(begun.toString().contains(begun.logout().id()));
    }

    @Test
    void S67logoutOfAnotherBrowserIsRefused() {
        PendingLogouts.Begun mine = begin();
        PendingLogouts.Begun others = begin();
        refused(logouts.complete(mine.logout().id(), Optional.empty(), World.CORP, world.request()));
        refused(complete(mine.logout().id(), others.cookie()));
        refused(complete("", mine.cookie()));
        refused(complete(mine.logout().id(), Secret.of("not base64url!")));
        refused(complete(mine.logout().id(), Secret.of("AAAA")));
        assertTrue(complete(mine.logout().id(), mine.cookie()).value().isPresent());
    }

    @Test
    void O12answerOfAnotherProviderIsRefused() {
        PendingLogouts.Begun begun = begin();
        refused(logouts.complete(begun.logout().id(), Optional.of(begun.cookie()), World.CI, world.request()));
    }

    @Test
    void S67logoutIsAnsweredOnceAndInTime() {
        PendingLogouts.Begun begun = begin();
        PendingLogouts.Begun other = begin();
        assertTrue(complete(begun.logout().id(), begun.cookie()).value().isPresent());
        refused(complete(begun.logout().id(), begun.cookie()));
        world.later(PendingLogouts.PATIENCE);
        refused(complete(other.logout().id(), other.cookie()));
    }

    @Test
    void S67loginIsNoLogoutNorTheReverse() {
        var logins = new PendingLogins(() -> world.keys, world.ledger, new SecureRandom(), world.ledger);
        PendingLogins.Begun login = logins.begin(World.CORP, ReturnTarget.start(), World.NOW);
        PendingLogouts.Begun logout = begin();
        refused(complete(login.login().id(), login.cookie()));
        assertEquals(
                Reason.LOGIN_UNKNOWN,
                logins.complete(logout.logout().id(), Optional.of(logout.cookie()), World.CORP, world.request())
                        .refusal()
                        .orElseThrow()
                        .reason());
        assertTrue(complete(logout.logout().id(), logout.cookie()).value().isPresent());
    }
}
