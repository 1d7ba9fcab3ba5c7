package dev.daypass.adapters.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.outcome.UnavailableException;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.session.Revocation;
import dev.daypass.core.session.Revocation.Scope;
import dev.daypass.core.session.Session;
import dev.daypass.testkit.store.TestSessions;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class JdbcRevocationStoreTest {
    private static final Duration SILENCE = Duration.ofSeconds(1);

    @Test
    void nodeThatCannotFollowRefusesToSay() {
        Session session = TestSessions.alice();
        Database database = Database.open("jdbc:h2:mem:" + UUID.randomUUID(), "sa", Secret.of(""));
        try (var store = new JdbcRevocationStore(database, SILENCE)) {
            assertFalse(store.isRevoked(session.record()));
            database.close();
            var end = session.expiresAt();
            assertThrows(
                    UnavailableException.class,
                    () -> store.revoke(new Revocation(Scope.SESSION, session.id(), end, end)));
            assertTrue(refusesWithin(store, session, SILENCE.multipliedBy(5)));
        }
    }

    private static boolean refusesWithin(JdbcRevocationStore store, Session session, Duration time) {
        long deadline = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                assertFalse(store.isRevoked(session.record()), "what could not be stored is not said");
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            } catch (UnavailableException e) {
                return true;
            }
        }
        return false;
    }
}
