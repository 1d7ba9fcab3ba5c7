package dev.daypass.core.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.identity.AuthenticationContext;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.UnavailableException;
import dev.daypass.core.world.Identities;
import dev.daypass.core.world.World;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a provider says it has ended, and nothing else, ends here, once for each message. */
final class UpstreamLogoutsTest {
    private static final String ALICE = "alice@corp.example.com";

    private final World world = new World();
    private final MemoryBrowserSessions store = new MemoryBrowserSessions();
    private final BrowserSessions sessions = new BrowserSessions(
            store,
            new BrowserSessions.Vault(() -> world.keys, new SecureRandom()),
            new BrowserSessions.Limits(Duration.ofMinutes(30), Duration.ofHours(12)),
            world.ledger,
            world.ledger);
    private final UpstreamLogouts logouts = new UpstreamLogouts(sessions, world.ledger, world.ledger);

    private BrowserSessions.Begun signIn(String index) {
        Identity alice = Identities.alice();
        var how = new AuthenticationContext(
                alice.authentication().instant(), Optional.empty(), List.of(), Optional.of(index), Optional.empty());
        Identity vouched = alice.authenticated(how).vouchedAt(world.request().instant());
        return sessions.begin(vouched, Optional.empty(), world.request());
    }

    private boolean lives(BrowserSessions.Begun begun) {
        return sessions.find(begun.cookie(), world.request()).value().isPresent();
    }

    private int end(String id, String subject, String... indexes) {
        return end(logout(id, subject, indexes));
    }

    private int end(UpstreamLogout logout) {
        return logouts.end(logout, World.CORP, world.request()).value().orElse(-1);
    }

    private UpstreamLogout logout(String id, String subject, String... indexes) {
        Instant issued = world.request().instant();
        return new UpstreamLogout(id, issued, issued.plusSeconds(600), Optional.of(subject), List.of(indexes));
    }

    @Test
    void namedSessionsEndAndOthersLive() {
        BrowserSessions.Begun one = signIn("_1");
        BrowserSessions.Begun two = signIn("_2");
        BrowserSessions.Begun three = signIn("_3");
        assertEquals(2, end("_m1", ALICE, "_1", "_2", "_1"));
        assertEquals(List.of(false, false, true), List.of(lives(one), lives(two), lives(three)));
        AuditEvent told = world.ledger.lastEvent();
        assertEquals(AuditEvent.Kind.BROWSER_LOGOUT, told.kind());
        assertEquals(List.of("2"), told.facts().get("ended"));
    }

    @Test
    void logoutOfNoSessionInParticularEndsAllOfTheSubject() {
        BrowserSessions.Begun one = signIn("_1");
        BrowserSessions.Begun two = signIn("_2");
        assertEquals(2, end("_m1", ALICE));
        assertEquals(List.of(false, false), List.of(lives(one), lives(two)));
    }

    @Test
    void S83foreignSessionOrSubjectEndsNothing() {
        BrowserSessions.Begun one = signIn("_1");
        assertEquals(0, end("_m1", ALICE, "_foreign"));
        assertEquals(0, end("_m2", "bob@corp.example.com", "_1"));
        assertEquals(0, end("_m3", "bob@corp.example.com"));
        assertEquals(true, lives(one));
    }

    @Test
    void S83messageCountsOnceForEachProvider() {
        UpstreamLogout logout = logout("_m1", ALICE);
        assertEquals(0, end(logout));
        world.later(Duration.ofSeconds(1));
        BrowserSessions.Begun one = signIn("_1");
        assertEquals(-1, end(logout));
        assertEquals(true, lives(one));
        assertEquals(
                Optional.of(Reason.PROOF_REPLAYED), world.ledger.lastEvent().reason());
        assertEquals(
                Optional.of(0), logouts.end(logout, World.CI, world.request()).value());
        assertEquals(true, lives(one));
        assertEquals(1, end("_m2", ALICE));
    }

    /** The provider tries again, or the person's browser does. */
    @Test
    void S83messageThatAFaultOfOursStoppedHalfwayIsHeardAgain() {
        BrowserSessions.Begun one = signIn("_1");
        BrowserSessions.Begun two = signIn("_1");
        UpstreamLogout logout = logout("_m1", ALICE, "_1");
        store.failOnce();
        assertThrows(UnavailableException.class, () -> end(logout));
        assertEquals(List.of(false, false), List.of(lives(one), lives(two)), "neither stands from the first moment");
        assertEquals(2, end(logout));
        assertEquals(-1, end(logout));
        assertTrue(store.isEmpty());
    }

    @Test
    void X10sessionThatBeginsWithAnEarlierWordOfTheProviderDoesNotStand() {
        Identity early = Identities.alice().vouchedAt(world.request().instant());
        world.later(Duration.ofSeconds(2));
        assertEquals(0, end("_m1", ALICE));
        BrowserSessions.Begun late = sessions.begin(early, Optional.empty(), world.request());
        assertEquals(false, lives(late));
        assertEquals(Optional.empty(), sessions.named(late.session().handle(), world.request()));
        assertEquals(true, lives(signIn("_2")), "who signs in anew is let in at once");
    }

    @Test
    void logoutEndsHoweverManyThereAreAndLeavesTheNewerOnes() {
        for (int i = 0; i < 1_500; i++) {
            signIn("_1");
        }
        UpstreamLogout logout = logout("_m1", ALICE, "_1");
        world.later(Duration.ofSeconds(1));
        List<BrowserSessions.Begun> newer = new ArrayList<>();
        for (int i = 0; i < 1_001; i++) {
            newer.add(signIn("_1"));
        }
        assertEquals(1_500, end(logout));
        assertTrue(newer.stream().allMatch(this::lives));
    }

    @Test
    void S83logoutThatNamesNobodyIsNone() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new UpstreamLogout("_m1", World.NOW, World.NOW, Optional.empty(), List.of()));
    }
}
