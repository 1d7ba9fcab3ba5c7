package dev.daypass.testkit.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.keys.KeyStore;
import dev.daypass.core.keys.MasterKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a {@link KeyStore} must do. Each test starts with an empty store. */
public interface KeyStoreContract {
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

    private static MasterKey key(int version, int filling) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) filling);
        return new MasterKey(version, Instant.parse("2026-03-01T08:00:00Z").plusSeconds(version), bytes);
    }
}
