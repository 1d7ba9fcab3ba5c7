package dev.daypass.testkit.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.keys.SealedSigningKey;
import dev.daypass.core.keys.SigningAlgorithm;
import dev.daypass.core.keys.SigningKeyStore;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a {@link SigningKeyStore} must do. Each test starts with an empty store. */
public interface SigningKeyStoreContract {
    Instant CREATED = Instant.parse("2026-03-01T08:00:00Z");

    SigningKeyStore signingKeyStore();

    /** The store as another node sees it. */
    SigningKeyStore otherNode();

    @Test
    default void newInstallationHasNoSigningKeys() {
        assertEquals(List.of(), signingKeyStore().load());
    }

    @Test
    default void keysComeBackOldestGenerationFirst() {
        assertTrue(signingKeyStore().add(key(SigningAlgorithm.ES256, 2, 20)));
        assertTrue(otherNode().add(key(SigningAlgorithm.ES256, 1, 10)));
        assertTrue(otherNode().add(key(SigningAlgorithm.EDDSA, 1, 30)));
        List<SealedSigningKey> keys = signingKeyStore().load();
        assertEquals(
                List.of(1, 1, 2),
                keys.stream().map(SealedSigningKey::generation).toList());
        SealedSigningKey last = keys.get(2);
        assertEquals(SigningAlgorithm.ES256, last.algorithm());
        assertEquals(CREATED.plusMillis(20), last.created());
        assertArrayEquals(new byte[] {20, 21}, last.sealed());
    }

    @Test
    default void firstOfOneGenerationWins() {
        assertTrue(signingKeyStore().add(key(SigningAlgorithm.ES256, 1, 10)));
        assertFalse(otherNode().add(key(SigningAlgorithm.ES256, 1, 11)));
        assertEquals(CREATED.plusMillis(10), otherNode().load().get(0).created());
    }

    @Test
    default void concurrentAddsOfOneGenerationHaveOneWinner() {
        var added = AtOnce.call(
                16, i -> (i % 2 == 0 ? signingKeyStore() : otherNode()).add(key(SigningAlgorithm.ES256, 1, i)));
        assertEquals(1, Collections.frequency(added, true));
        assertEquals(
                CREATED.plusMillis(added.indexOf(true)),
                signingKeyStore().load().get(0).created());
    }

    @Test
    default void forgottenKeyIsGone() {
        signingKeyStore().add(key(SigningAlgorithm.ES256, 1, 1));
        signingKeyStore().add(key(SigningAlgorithm.RS256, 1, 2));
        signingKeyStore().forget(SigningAlgorithm.ES256, 1);
        assertEquals(
                List.of(SigningAlgorithm.RS256),
                otherNode().load().stream().map(SealedSigningKey::algorithm).toList());
    }

    private static SealedSigningKey key(SigningAlgorithm algorithm, int generation, int filling) {
        return new SealedSigningKey(
                algorithm, generation, CREATED.plusMillis(filling), new byte[] {(byte) filling, (byte) (filling + 1)});
    }
}
