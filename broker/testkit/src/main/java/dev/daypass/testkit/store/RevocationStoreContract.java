package dev.daypass.testkit.store;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.session.Revocation;
import dev.daypass.core.session.Revocation.Scope;
import dev.daypass.core.session.RevocationFeed;
import dev.daypass.core.session.RevocationStore;
import dev.daypass.core.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** What a {@link RevocationStore} must do. */
public interface RevocationStoreContract {
    /** A second, by which another node must know (security T25, W33). */
    Duration BY_THEN = Duration.ofSeconds(1);

    RevocationStore revocationStore();

    /** The store as another node sees it. */
    RevocationStore otherNode();

    /** What another node tells of revocations. */
    RevocationFeed feedOfOtherNode();

    /** Runs the maintenance that an instant calls for, on every node. */
    void forgetExpired(Instant now);

    @Test
    default void t25RevokedSessionIsRevokedAtOnce() {
        Session session = TestSessions.reader("ASIA-ended", "erin");
        assertFalse(revocationStore().isRevoked(session.record()));
        revocationStore().revoke(ended(Scope.SESSION, session.id()));
        assertTrue(revocationStore().isRevoked(session.record()));
        assertFalse(revocationStore()
                .isRevoked(TestSessions.reader("ASIA-other", "erin").record()));
    }

    @Test
    default void laterRevocationDoesNotShortenAnEarlierOne() {
        Revocation longer = ended(Scope.SESSION, "ASIA-ended-twice");
        revocationStore().revoke(longer);
        revocationStore()
                .revoke(new Revocation(
                        Scope.SESSION,
                        longer.key(),
                        longer.before().plusMillis(1),
                        longer.forgetAfter().minusSeconds(60)));
        var both = new Revocation(Scope.SESSION, longer.key(), longer.before().plusMillis(1), longer.forgetAfter());
        waitFor(() -> feedOfOtherNode().inForce().contains(both));
    }

    @Test
    default void sessionChainedFromARevokedOneIsRevoked() {
        Session parent = TestSessions.reader("ASIA-parent", "frank");
        Session grandchild =
                TestSessions.chainedFrom(TestSessions.chainedFrom(parent, "ASIA-child"), "ASIA-grandchild");
        revocationStore().revoke(ended(Scope.SESSION, parent.id()));
        assertTrue(revocationStore().isRevoked(grandchild.record()));
    }

    @Test
    default void feedOfAnotherNodeTellsWithinASecond() {
        var changes = new AtomicInteger();
        feedOfOtherNode().onChange(changes::incrementAndGet);
        Revocation revocation = ended(Scope.SESSION, "ASIA-told");
        revocationStore().revoke(revocation);
        waitFor(() -> feedOfOtherNode().inForce().contains(revocation));
        assertTrue(changes.get() > 0);
    }

    @Test
    default void roleRevocationEndsSessionsIssuedBefore() {
        Instant now = TestSessions.START.plusSeconds(60);
        Session before = TestSessions.session("ASIA-1", "gina", "prod/Doomed", now.minusMillis(1));
        Session after = TestSessions.session("ASIA-2", "gina", "prod/Doomed", now);
        revocationStore().revoke(new Revocation(Scope.ROLE, "AROADoomed", now, now.plusSeconds(7200)));
        assertTrue(revocationStore().isRevoked(before.record()));
        assertFalse(revocationStore().isRevoked(after.record()));
    }

    /** The chained session is of another role, and issued after the revocation by a node that had not heard of it. */
    @Test
    default void roleRevocationEndsSessionsChainedFromTheRole() {
        Instant now = TestSessions.START.plusSeconds(60);
        Session before = TestSessions.session("ASIA-first", "gina", "prod/Entrance", now.minusMillis(1));
        Session after = TestSessions.session("ASIA-second", "gina", "prod/Entrance", now);
        Session chained = TestSessions.chainedFrom(before, "ASIA-inner", "prod/Inner", now.plusMillis(1));
        Session innermost = TestSessions.chainedFrom(chained, "ASIA-innermost", "prod/Innermost", now.plusMillis(2));
        Session honest = TestSessions.chainedFrom(after, "ASIA-honest", "prod/Inner", now.plusMillis(1));
        assertFalse(revocationStore().isRevoked(innermost.record()), "the honest twin");
        revocationStore().revoke(new Revocation(Scope.ROLE, "AROAEntrance", now, now.plusSeconds(7200)));
        assertTrue(revocationStore().isRevoked(chained.record()));
        assertTrue(revocationStore().isRevoked(innermost.record()));
        assertFalse(revocationStore().isRevoked(honest.record()));
        waitFor(() -> otherNode().isRevoked(innermost.record()));
        assertFalse(otherNode().isRevoked(honest.record()));
    }

    @Test
    default void subjectRevocationEndsSessionsChainedFromTheSubjects() {
        Instant now = TestSessions.START.plusSeconds(60);
        Session before = TestSessions.session("ASIA-lea-1", "lea", "prod/Entrance", now.minusMillis(1));
        Session after = TestSessions.session("ASIA-lea-2", "lea", "prod/Entrance", now);
        Session chained = TestSessions.chainedFrom(before, "ASIA-lea-3", "prod/Inner", now.plusMillis(1));
        Session honest = TestSessions.chainedFrom(after, "ASIA-lea-4", "prod/Inner", now.plusMillis(1));
        String key = Revocation.subjectKey("corp-saml", "lea");
        revocationStore().revoke(new Revocation(Scope.SUBJECT, key, now, now.plusSeconds(7200)));
        assertTrue(revocationStore().isRevoked(chained.record()));
        assertFalse(revocationStore().isRevoked(honest.record()));
    }

    @Test
    default void subjectRevocationEndsEverySessionOfTheSubject() {
        Session henry = TestSessions.reader("ASIA-henry", "henry");
        String key = Revocation.subjectKey("corp-saml", "henry");
        revocationStore().revoke(ended(Scope.SUBJECT, key));
        assertTrue(revocationStore().isRevoked(henry.record()));
        assertFalse(revocationStore()
                .isRevoked(TestSessions.reader("ASIA-henrietta", "henrietta").record()));
    }

    @Test
    default void longSubjectWithAnyCharactersCanBeRevoked() {
        String subject = "ü'\n".repeat(1_000);
        Session session = TestSessions.reader("ASIA-long", subject);
        revocationStore().revoke(ended(Scope.SUBJECT, Revocation.subjectKey("corp-saml", subject)));
        assertTrue(revocationStore().isRevoked(session.record()));
        waitFor(() -> otherNode().isRevoked(session.record()));
    }

    /** A logout at an identity provider: what began there before counts no more, what begins after it does. */
    @Test
    default void X10upstreamLogoutCountsOnEveryNode() {
        String key = Revocation.upstreamKey("corp-saml", "mia", "ü'\n1");
        Instant logout = TestSessions.START.plusSeconds(60);
        assertFalse(revocationStore().isRevoked(Scope.SUBJECT, key, logout.minusMillis(1)), "the honest twin");
        revocationStore().revoke(new Revocation(Scope.SUBJECT, key, logout, logout.plusSeconds(7200)));
        assertTrue(revocationStore().isRevoked(Scope.SUBJECT, key, logout.minusMillis(1)));
        assertFalse(revocationStore().isRevoked(Scope.SUBJECT, key, logout));
        waitFor(() -> otherNode().isRevoked(Scope.SUBJECT, key, logout.minusMillis(1)));
        assertFalse(otherNode().isRevoked(Scope.SUBJECT, key, logout));
        assertFalse(otherNode().isRevoked(Scope.ROLE, key, logout.minusMillis(1)));
        assertFalse(otherNode()
                .isRevoked(Scope.SUBJECT, Revocation.upstreamKey("corp-saml", "mia", "ü'\n2"), logout.minusMillis(1)));
        forgetExpired(logout.plusSeconds(7201));
        assertFalse(revocationStore().isRevoked(Scope.SUBJECT, key, logout.minusMillis(1)), "nothing so old comes");
    }

    @Test
    default void w33OtherNodeRefusesWithinASecond() {
        Session session = TestSessions.reader("ASIA-elsewhere", "ivan");
        revocationStore().revoke(ended(Scope.SESSION, session.id()));
        waitFor(() -> otherNode().isRevoked(session.record()));
    }

    @Test
    default void w33ConcurrentRevocationsOfTwoNodesReachBoth() {
        AtOnce.call(32, i -> {
            (i % 2 == 0 ? revocationStore() : otherNode()).revoke(ended(Scope.SESSION, "ASIA-both-" + i));
            return i;
        });
        for (int i = 0; i < 32; i++) {
            Session session = TestSessions.reader("ASIA-both-" + i, "judy");
            waitFor(() ->
                    revocationStore().isRevoked(session.record()) && otherNode().isRevoked(session.record()));
        }
    }

    @Test
    default void w32RevokedSessionIsNotRevivedByTheClock() {
        Session session = TestSessions.reader("ASIA-forgotten", "kate");
        revocationStore().revoke(ended(Scope.SESSION, session.id()));
        Instant dayLater = session.expiresAt().plus(Duration.ofDays(1));
        forgetExpired(dayLater);
        forgetExpired(dayLater);
        assertTrue(revocationStore().isRevoked(session.record()));
        Session later = TestSessions.session("ASIA-later", "kate", "prod/ReadOnly", dayLater);
        assertFalse(revocationStore().isRevoked(later.record()));
    }

    private static Revocation ended(Scope scope, String key) {
        Instant end = TestSessions.START.plus(Duration.ofHours(1));
        return new Revocation(scope, key, end, end);
    }

    private static void waitFor(BooleanSupplier condition) {
        long deadline = System.nanoTime() + BY_THEN.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "not within a second");
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }
}
