package dev.daypass.core.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When does which key sign, and whose signatures are believed? */
final class SigningKeysTest {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private final SecureRandom random = new SecureRandom();
    private final KeyRing ring = ring(1);
    private final SigningKeyStore store = new MemorySigningKeyStore();
    private final SigningKeys keys = node(ring);

    private KeyRing ring(int filling) {
        return new KeyRing(List.of(master(1, filling)), random);
    }

    private static MasterKey master(int version, int filling) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) filling);
        return new MasterKey(version, NOW, bytes);
    }

    private SigningKeys node(KeyRing own) {
        return new SigningKeys(store, () -> own, random);
    }

    private static Optional<Reason> refusal(Outcome<String> outcome) {
        return outcome.refusal().map(refusal -> refusal.reason());
    }

    @ParameterizedTest
    @EnumSource
    void everyAlgorithmSignsWhatItVerifies(SigningAlgorithm algorithm) {
        var jws = new Jws(keys);
        String token = jws.sign(TokenType.ACCESS_TOKEN, algorithm, "{\"a\":1}", NOW);
        assertEquals(
                Optional.of("{\"a\":1}"),
                jws.verify(TokenType.ACCESS_TOKEN, token, NOW).value());
        assertEquals(
                Optional.of("{\"a\":1}"),
                new Jws(node(ring)).verify(TokenType.ACCESS_TOKEN, token, NOW).value());
        int middle = token.indexOf('.') + 3;
        String changed =
                token.substring(0, middle) + (token.charAt(middle) == 'A' ? 'B' : 'A') + token.substring(middle + 1);
        assertTrue(jws.verify(TokenType.ACCESS_TOKEN, changed, NOW).value().isEmpty());
        assertEquals(Optional.of(Reason.TOKEN_TYPE), refusal(jws.verify(TokenType.WEB_IDENTITY, token, NOW)));
    }

    @Test
    void firstKeySignsAtOnceAndTheNextOneAfterItWasPublished() {
        SigningKey first = keys.signer(SigningAlgorithm.ES256, NOW);
        Instant rotated = NOW.plus(HOUR);
        List<String> made = keys.rotate(keys.inUse(), rotated);
        assertEquals(1, made.size());
        assertEquals(first.kid(), keys.signer(SigningAlgorithm.ES256, rotated).kid());
        assertEquals(2, keys.current().published(rotated).size());
        Instant later = rotated.plus(SigningKeySet.AHEAD);
        assertEquals(made.get(0), keys.signer(SigningAlgorithm.ES256, later).kid());
        assertNotEquals(first.kid(), made.get(0));
    }

    @Test
    void formerKeyIsPublishedUntilItsTokensAreDeadAndThenForgotten() {
        var jws = new Jws(keys);
        String token = jws.sign(TokenType.ACCESS_TOKEN, SigningAlgorithm.ES256, "{}", NOW);
        Instant rotated = NOW.plus(HOUR);
        keys.rotate(keys.inUse(), rotated);
        Instant end = rotated.plus(SigningKeySet.AHEAD).plus(SigningKeySet.LONGEST_TOKEN);
        assertTrue(jws.verify(TokenType.ACCESS_TOKEN, token, end.minusMillis(1))
                .value()
                .isPresent());
        assertEquals(
                Optional.of(Reason.TOKEN_KEY_UNKNOWN),
                refusal(jws.verify(TokenType.ACCESS_TOKEN, token, end.plusSeconds(5))));
        assertEquals(1, keys.current().published(end).size());
        assertEquals(1, store.load().size());
    }

    @Test
    void twoNodesThatBothMakeTheFirstKeyHaveTheSame() {
        SigningKeys other = node(ring);
        SigningKey mine = keys.signer(SigningAlgorithm.EDDSA, NOW);
        assertEquals(mine.kid(), other.signer(SigningAlgorithm.EDDSA, NOW).kid());
        assertEquals(1, store.load().size());
    }

    @Test
    void keyIsPublishedBeforeItSigns() {
        keys.prepare(List.of(SigningAlgorithm.EDDSA, SigningAlgorithm.PS256), NOW);
        List<String> published =
                keys.current().published(NOW).stream().map(SigningKey::kid).toList();
        assertEquals(2, published.size());
        assertTrue(published.contains(keys.signer(SigningAlgorithm.EDDSA, NOW).kid()));
        keys.prepare(List.of(SigningAlgorithm.EDDSA), NOW.plus(HOUR));
        assertEquals(2, store.load().size());
    }

    /** Junk that names unknown keys, however much of it comes at once, makes the store be read once. */
    @Test
    void oneLooksAgainForAll() throws InterruptedException {
        var stopped = new StoppedStore();
        var jws = new Jws(new SigningKeys(stopped, () -> ring, random));
        stopped.meanwhile(() -> assertFalse(jws.isOurs("eyJ4Ijoxfg.e30.AA", NOW)));
        assertFalse(jws.isOurs("eyJ4Ijoxfg.e30.AA", NOW));
        stopped.join();
        assertEquals(1, stopped.loads.get());
    }

    /** While it is read, others ask; it answers when all of them stand still. */
    private static final class StoppedStore implements SigningKeyStore {
        private static final int OTHERS = 8;

        private final SigningKeyStore store = new MemorySigningKeyStore();
        private final AtomicInteger loads = new AtomicInteger();
        private final List<Thread> others = new ArrayList<>();

        void meanwhile(Runnable asking) {
            for (int i = 0; i < OTHERS; i++) {
                others.add(new Thread(asking));
            }
        }

        void join() throws InterruptedException {
            for (Thread other : others) {
                other.join();
            }
        }

        @Override
        public List<SealedSigningKey> load() {
            if (loads.incrementAndGet() == 1) {
                others.forEach(Thread::start);
                while (others.stream().anyMatch(StoppedStore::runs)) {
                    Thread.onSpinWait();
                }
            }
            return store.load();
        }

        private static boolean runs(Thread thread) {
            return thread.getState() == Thread.State.NEW || thread.getState() == Thread.State.RUNNABLE;
        }

        @Override
        public boolean add(SealedSigningKey key) {
            return store.add(key);
        }

        @Override
        public void forget(SigningAlgorithm algorithm, int generation) {
            store.forget(algorithm, generation);
        }
    }

    @Test
    void keySealedByAnOlderMasterKeyIsDueForASuccessor() {
        var rings = new ArrayList<>(List.of(ring));
        var live = new SigningKeys(store, () -> rings.get(0), random);
        live.signer(SigningAlgorithm.ES256, NOW);
        assertEquals(List.of(), live.due());
        rings.set(0, new KeyRing(List.of(master(1, 1), master(2, 2)), random));
        assertEquals(List.of(SigningAlgorithm.ES256), live.due());
        live.rotate(live.due(), NOW);
        assertEquals(List.of(), live.due());
        assertEquals(2, live.current().published(NOW).size());
    }

    @Test
    void keyOfAStoreSealedByAnotherMasterKeyIsNotBelieved() {
        String foreign = new Jws(node(ring(2))).sign(TokenType.ACCESS_TOKEN, SigningAlgorithm.ES256, "{}", NOW);
        assertEquals(
                Optional.of(Reason.TOKEN_KEY_UNKNOWN),
                refusal(new Jws(keys).verify(TokenType.ACCESS_TOKEN, foreign, NOW)));
        assertFalse(new Jws(keys).isOurs(foreign, NOW));
    }

    @Test
    void publishedKeysHoldNoSecretMember() {
        for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
            var jwk = keys.signer(algorithm, NOW).jwk();
            assertEquals("sig", jwk.get("use"));
            assertEquals(algorithm.joseName(), jwk.get("alg"));
            assertEquals(43, keys.signer(algorithm, NOW).kid().length());
            assertFalse(jwk.containsKey("d") || jwk.containsKey("p") || jwk.containsKey("k"));
        }
    }
}
