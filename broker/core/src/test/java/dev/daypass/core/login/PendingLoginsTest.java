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
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An answer finds the login it belongs to, in the browser that began it, once. */
final class PendingLoginsTest {
    private static final ReturnTarget SESSIONS = ReturnTarget.of("/sessions").orElseThrow();

    private final World world = new World();
    private final PendingLogins logins =
            new PendingLogins(() -> world.keys, world.ledger, new SecureRandom(), world.ledger);

    private PendingLogins.Begun begin() {
        return logins.begin(World.CORP, SESSIONS, World.NOW);
    }

    private Outcome<PendingLogin> complete(String id, Secret cookie) {
        return logins.complete(id, Optional.of(cookie), World.CORP, world.request());
    }

    private void refused(Reason reason, Outcome<PendingLogin> outcome) {
        assertEquals(reason, outcome.refusal().orElseThrow().reason());
        assertEquals(Optional.of(reason), world.ledger.lastEvent().reason());
        assertEquals(AuditEvent.Kind.BROWSER_LOGIN, world.ledger.lastEvent().kind());
    }

    @Test
    void loginComesBackAsItWent() {
        PendingLogins.Begun begun = begin();
        PendingLogin login =
                complete(begun.login().id(), begun.cookie()).value().orElseThrow();
        assertEquals(begun.login(), login);
        assertEquals(SESSIONS, login.returnTo());
        assertTrue(PendingLogins.ID.matcher(login.id()).matches());
        assertTrue(login.requestId().matches("_[0-9a-f]{40}"));
        assertEquals(43, login.codeVerifier().reveal().length());
        assertTrue(world.ledger.events.isEmpty());
    }

    @Test
    void nothingOfALoginPrintsAndNoTwoAreAlike() {
        PendingLogins.Begun one = begin();
        PendingLogins.Begun two = begin();
        assertFalse(one.toString().contains(one.login().nonce()));
        assertFalse(one.toString().contains(one.login().id()));
        assertNotEquals(one.login().id(), two.login().id());
        assertNotEquals(one.login().requestId(), two.login().requestId());
        assertNotEquals(one.login().nonce(), two.login().nonce());
        assertNotEquals(one.login().codeVerifier(), two.login().codeVerifier());
    }

    @Test
    void O13stateThatIsAbsentOrNotOfOurFormIsRefused() {
        PendingLogins.Begun begun = begin();
        for (String state : new String[] {
            "", "x", begun.login().id() + "x", begun.login().id().substring(1), "../../../../../../etc", "a\nb"
        }) {
            refused(Reason.LOGIN_UNKNOWN, complete(state, begun.cookie()));
        }
        assertTrue(complete(begun.login().id(), begun.cookie()).value().isPresent());
    }

    @Test
    void S67loginOfAnotherBrowserIsRefused() {
        PendingLogins.Begun mine = begin();
        PendingLogins.Begun others = begin();
        refused(
                Reason.LOGIN_UNKNOWN,
                logins.complete(mine.login().id(), Optional.empty(), World.CORP, world.request()));
        refused(Reason.LOGIN_UNKNOWN, complete(mine.login().id(), others.cookie()));
        refused(Reason.LOGIN_UNKNOWN, complete(mine.login().id(), Secret.of("not base64url!")));
        refused(Reason.LOGIN_UNKNOWN, complete(mine.login().id(), Secret.of("AAAA")));
        refused(Reason.LOGIN_UNKNOWN, complete(mine.login().id(), tampered(mine.cookie())));
        assertTrue(complete(mine.login().id(), mine.cookie()).value().isPresent());
        assertTrue(complete(others.login().id(), others.cookie()).value().isPresent());
    }

    private static Secret tampered(Secret cookie) {
        char last = cookie.reveal().charAt(60);
        return Secret.of(cookie.reveal().substring(0, 60)
                + (last == 'A' ? 'B' : 'A')
                + cookie.reveal().substring(61));
    }

    @Test
    void O12answerOfAnotherProviderIsRefused() {
        PendingLogins.Begun begun = begin();
        refused(
                Reason.LOGIN_UNKNOWN,
                logins.complete(begun.login().id(), Optional.of(begun.cookie()), World.CI, world.request()));
        assertTrue(complete(begun.login().id(), begun.cookie()).value().isPresent());
    }

    @Test
    void S67loginIsAnsweredOnce() {
        PendingLogins.Begun begun = begin();
        assertTrue(complete(begun.login().id(), begun.cookie()).value().isPresent());
        refused(Reason.LOGIN_SPENT, complete(begun.login().id(), begun.cookie()));
    }

    @Test
    void S67lateAnswerIsRefused() {
        PendingLogins.Begun begun = begin();
        PendingLogins.Begun other = begin();
        world.later(PendingLogins.PATIENCE.minusMillis(1));
        assertTrue(complete(begun.login().id(), begun.cookie()).value().isPresent());
        world.later(Duration.ofMillis(1));
        refused(Reason.LOGIN_UNKNOWN, complete(other.login().id(), other.cookie()));
    }
}
