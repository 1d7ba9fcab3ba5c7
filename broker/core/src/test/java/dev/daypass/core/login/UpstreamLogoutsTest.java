package dev.daypass.core.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.identity.AuthenticationContext;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.world.Identities;
import dev.daypass.core.world.World;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a provider says it has ended, and nothing else, ends here, once for each message. */
final class UpstreamLogoutsTest {
    private static final String ALICE = "alice@corp.example.com";

    private final World world = new World();
    private final BrowserSessions sessions = new BrowserSessions(
            new MemoryBrowserSessions(),
            new BrowserSessions.Vault(() -> world.keys, new SecureRandom()),
            new BrowserSessions.Limits(Duration.ofMinutes(30), Duration.ofHours(12)),
            world.ledger,
            world.ledger);
    private final UpstreamLogouts logouts = new UpstreamLogouts(sessions, world.ledger, world.ledger);

    private BrowserSessions.Begun signIn(String index) {
        Identity alice = Identities.alice();
        var how = new AuthenticationContext(
                alice.authentication().instant(), Optional.empty(), List.of(), Optional.of(index), Optional.empty());
        return sessions.begin(alice.authenticated(how), Optional.empty(), world.request());
    }

    private boolean lives(BrowserSessions.Begun begun) {
        return sessions.find(begun.cookie(), world.request()).value().isPresent();
    }

    private int end(String id, String subject, String... indexes) {
        var logout = new UpstreamLogout(id, World.NOW.plusSeconds(600), Optional.of(subject), List.of(indexes));
        return logouts.end(logout, World.CORP, world.request()).value().orElse(-1);
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
        assertEquals(0, end("_m1", ALICE));
        BrowserSessions.Begun one = signIn("_1");
        assertEquals(-1, end("_m1", ALICE));
        assertEquals(true, lives(one));
        assertEquals(
                Optional.of(Reason.PROOF_REPLAYED), world.ledger.lastEvent().reason());
        var others = new UpstreamLogout("_m1", World.NOW.plusSeconds(600), Optional.of(ALICE), List.of());
        assertEquals(
                Optional.of(0), logouts.end(others, World.CI, world.request()).value());
        assertEquals(true, lives(one));
        assertEquals(1, end("_m2", ALICE));
    }

    @Test
    void S83logoutThatNamesNobodyIsNone() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new UpstreamLogout("_m1", World.NOW, Optional.empty(), List.of()));
    }
}
