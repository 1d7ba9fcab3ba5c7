package dev.daypass.testkit.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.keys.KeySchedule;
import dev.daypass.core.keys.KeyStore;
import dev.daypass.core.keys.LiveKeys;
import dev.daypass.core.keys.MasterKey;
import dev.daypass.core.session.Credentials;
import dev.daypass.core.session.Session;
import dev.daypass.core.session.SessionTokens;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a {@link KeyStore} must do. Each test starts with an empty store. */
public interface KeyStoreContract {
    Duration EVERY = Duration.ofDays(30);
    Duration LEAD = Duration.ofMinutes(5);
    Duration LONGEST = Duration.ofHours(36);

    KeyStore keyStore();

    /** The store as another node sees it. */
    KeyStore otherNode();

    @Test
    default void newInstallationHasNoKeys() {
        assertEquals(List.of(), keyStore().load());
    }

    @Test
    default void keysComeBackOldestFirst() {
        assertTrue(keyStore().add(key(2, 20)));
        assertTrue(otherNode().add(key(1, 10)));
        List<MasterKey> keys = keyStore().load();
        assertEquals(List.of(1, 2), keys.stream().map(MasterKey::version).toList());
        assertArrayEquals(key(1, 10).reveal(), keys.get(0).reveal());
        assertArrayEquals(key(2, 20).reveal(), keys.get(1).reveal());
        assertEquals(key(2, 20).created(), keys.get(1).created());
        assertEquals(2, otherNode().load().size());
    }

    @Test
    default void firstOfOneVersionWins() {
        assertTrue(keyStore().add(key(1, 10)));
        assertFalse(otherNode().add(key(1, 11)));
        assertArrayEquals(key(1, 10).reveal(), otherNode().load().get(0).reveal());
    }

    @Test
    default void concurrentAddsOfOneVersionHaveOneWinner() {
        var added = AtOnce.call(16, i -> (i % 2 == 0 ? keyStore() : otherNode()).add(key(1, i)));
        assertEquals(1, Collections.frequency(added, true));
        int winner = added.indexOf(true);
        assertArrayEquals(key(1, winner).reveal(), keyStore().load().get(0).reveal());
    }

    @Test
    default void retiredKeysAreGone() {
        for (int version = 1; version <= 3; version++) {
            keyStore().add(key(version, version));
        }
        keyStore().retireBelow(3);
        assertEquals(
                List.of(3), otherNode().load().stream().map(MasterKey::version).toList());
    }

    @Test
    default void sealingKeyIsReadByEveryNodeBeforeItSeals() {
        var clock = new HandClock(TestSessions.START);
        LiveKeys one = keys(keyStore(), clock);
        LiveKeys two = keys(otherNode(), clock);
        assertEquals(2, one.rotate());
        assertEquals(1, one.get().sealingVersion());
        two.refresh();
        clock.step(LEAD);
        one.refresh();
        assertEquals(2, one.get().sealingVersion());
        // The other node has not looked again, and opens it all the same.
        assertEquals(1, two.get().sealingVersion());
        Credentials issued = issue(one, TestSessions.alice());
        assertTrue(opens(two, issued));
    }

    @Test
    default void sessionOfAnOverlappedKeyOpensUntilItsEndAndNotAfterRetirement() {
        var clock = new HandClock(TestSessions.START);
        LiveKeys one = keys(keyStore(), clock);
        LiveKeys two = keys(otherNode(), clock);
        one.rotate();
        two.refresh();
        clock.step(LEAD);
        // The last moment at which anybody seals with the old key.
        Credentials issued = issue(two, TestSessions.alice());
        for (Duration step : List.of(Duration.ZERO, LONGEST.dividedBy(2), LONGEST.dividedBy(2))) {
            clock.step(step);
            one.refresh();
            two.refresh();
            assertEquals(List.of(), one.outlived());
            one.retire();
            assertTrue(opens(one, issued) && opens(two, issued), clock.instant()::toString);
        }
        clock.step(KeySchedule.SKEW);
        assertEquals(List.of(1), one.outlived());
        one.retire();
        assertFalse(opens(one, issued));
        assertTrue(opens(two, issued), "the honest twin");
        two.refresh();
        assertFalse(opens(two, issued));
        assertEquals(List.of(), two.outlived());
        assertTrue(opens(one, issue(two, TestSessions.bob())));
    }

    @Test
    default void keyIsDueOnceInItsTime() {
        var clock = new HandClock(TestSessions.START);
        LiveKeys one = keys(keyStore(), clock);
        LiveKeys two = keys(otherNode(), clock);
        clock.step(EVERY.minusSeconds(1));
        assertFalse(one.isDue());
        clock.step(Duration.ofSeconds(1));
        assertTrue(one.isDue() && two.isDue());
        assertEquals(2, one.rotate());
        assertEquals(2, two.rotate(), "the other node was first");
        assertFalse(one.isDue() || two.isDue());
    }

    /** Long before anything is due: several rotations by hand retire nothing that may be in use. */
    @Test
    default void manyRotationsAtOnceRetireNothingInUse() {
        var clock = new HandClock(TestSessions.START);
        LiveKeys one = keys(keyStore(), clock);
        Credentials first = issue(one, TestSessions.alice());
        for (int version = 2; version <= 5; version++) {
            assertEquals(version, one.rotate());
        }
        clock.step(LEAD);
        one.refresh();
        assertEquals(5, one.get().sealingVersion());
        one.retire();
        assertTrue(opens(one, first));
        clock.step(LONGEST.plus(KeySchedule.SKEW));
        assertEquals(List.of(1, 2, 3, 4), one.outlived());
    }

    private static LiveKeys keys(KeyStore store, InstantSource clock) {
        return new LiveKeys(store, KeySchedule.keeping(LONGEST), clock, new SecureRandom());
    }

    private static Credentials issue(LiveKeys keys, Session session) {
        return new SessionTokens(keys).issue(session).value().orElseThrow();
    }

    private static boolean opens(LiveKeys keys, Credentials issued) {
        return new SessionTokens(keys)
                .open(issued.accessKeyId(), issued.sessionToken().reveal())
                .isPresent();
    }

    private static MasterKey key(int version, int filling) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) filling);
        return new MasterKey(version, Instant.parse("2026-03-01T08:00:00Z").plusSeconds(version), bytes);
    }
}
