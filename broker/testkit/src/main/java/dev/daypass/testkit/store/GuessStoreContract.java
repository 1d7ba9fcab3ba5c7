package dev.daypass.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.signin.GuessStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** What a {@link GuessStore} must do. */
public interface GuessStoreContract {
    Instant NOW = TestSessions.START;
    Duration WITHIN = Duration.ofMinutes(15);
    int MOST = 4;

    GuessStore guessStore();

    /** The store as another node sees it. */
    GuessStore otherNode();

    private static boolean take(GuessStore store, String key, Instant now) {
        return store.take(key, MOST, now, now.plus(WITHIN));
    }

    @Test
    default void asManyMayBeTakenAsThereAre() {
        for (int i = 0; i < MOST; i++) {
            assertTrue(take(guessStore(), "as-many", NOW.plusSeconds(i)));
        }
        assertFalse(take(guessStore(), "as-many", NOW.plusSeconds(9)));
    }

    @Test
    default void l08NodesCountTogether() {
        for (int i = 0; i < MOST; i++) {
            assertTrue(take(i % 2 == 0 ? guessStore() : otherNode(), "together", NOW));
        }
        assertFalse(take(guessStore(), "together", NOW));
        assertFalse(take(otherNode(), "together", NOW));
    }

    @Test
    default void keysAreCountedApart() {
        for (int i = 0; i < MOST; i++) {
            assertTrue(take(guessStore(), "apart", NOW));
        }
        assertFalse(take(guessStore(), "apart", NOW));
        assertTrue(take(guessStore(), "Apart", NOW));
        assertTrue(take(guessStore(), "apart ", NOW));
        assertTrue(take(guessStore(), "", NOW));
        assertTrue(take(guessStore(), "ü'\0\n".repeat(5_000), NOW));
    }

    @Test
    default void l08HundredAtOnceTakeExactlyWhatThereIs() {
        for (int round = 0; round < 5; round++) {
            String key = "hundred-" + round;
            var taken = AtOnce.call(100, i -> take(i % 2 == 0 ? guessStore() : otherNode(), key, NOW));
            assertEquals(MOST, Collections.frequency(taken, true));
            Instant later = NOW.plus(WITHIN);
            var again = AtOnce.call(100, i -> take(i % 2 == 0 ? guessStore() : otherNode(), key, later));
            assertEquals(MOST, Collections.frequency(again, true));
        }
    }

    @Test
    default void eachAttemptCountsForItsOwnTime() {
        for (int i = 0; i < MOST; i++) {
            assertTrue(take(guessStore(), "own-time", NOW.plusSeconds(i)));
        }
        Instant first = NOW.plus(WITHIN);
        assertFalse(take(otherNode(), "own-time", first.minusMillis(1)));
        assertTrue(take(otherNode(), "own-time", first));
        assertFalse(take(guessStore(), "own-time", first));
        assertTrue(take(guessStore(), "own-time", first.plusSeconds(1)));
    }

    @Test
    default void refusedAttemptsDoNotCount() {
        for (int i = 0; i < MOST; i++) {
            assertTrue(take(guessStore(), "refused", NOW));
        }
        for (int i = 0; i < 50; i++) {
            assertFalse(take(guessStore(), "refused", NOW.plusSeconds(i)));
        }
        assertTrue(take(guessStore(), "refused", NOW.plus(WITHIN)));
    }

    @Test
    default void forgivenKeyHasAllAttemptsAgain() {
        for (int i = 0; i < MOST; i++) {
            assertTrue(take(guessStore(), "forgiven", NOW));
            assertTrue(take(guessStore(), "not-forgiven", NOW));
        }
        otherNode().forgive("forgiven");
        otherNode().forgive("never-seen");
        for (int i = 0; i < MOST; i++) {
            assertTrue(take(guessStore(), "forgiven", NOW));
        }
        assertFalse(take(guessStore(), "forgiven", NOW));
        assertFalse(take(guessStore(), "not-forgiven", NOW));
    }

    @Test
    default void attemptGivenBackCanBeTakenAgain() {
        for (int i = 0; i < MOST; i++) {
            assertTrue(take(guessStore(), "given-back", NOW.plusSeconds(i)));
        }
        otherNode().giveBack("given-back", NOW.plus(WITHIN).plusSeconds(9));
        otherNode().giveBack("given", NOW.plus(WITHIN));
        assertFalse(take(guessStore(), "given-back", NOW), "what was not taken cannot be given back");
        otherNode().giveBack("given-back", NOW.plus(WITHIN).plusSeconds(1));
        assertTrue(take(guessStore(), "given-back", NOW.plusSeconds(MOST)));
        assertFalse(take(guessStore(), "given-back", NOW.plusSeconds(MOST)));
    }

    @Test
    default void ofAttemptsAtOnceOneIsGivenBack() {
        for (int i = 0; i < MOST; i++) {
            assertTrue(take(guessStore(), "one-back", NOW));
        }
        guessStore().giveBack("one-back", NOW.plus(WITHIN));
        assertTrue(take(guessStore(), "one-back", NOW));
        assertFalse(take(guessStore(), "one-back", NOW));
        AtOnce.call(MOST, i -> {
            (i % 2 == 0 ? guessStore() : otherNode()).giveBack("one-back", NOW.plus(WITHIN));
            return i;
        });
        var taken = AtOnce.call(20, i -> take(i % 2 == 0 ? guessStore() : otherNode(), "one-back", NOW));
        assertEquals(MOST, Collections.frequency(taken, true));
    }

    @Test
    default void loweredLimitCountsWhatWasTakenBefore() {
        for (int i = 0; i < MOST; i++) {
            assertTrue(take(guessStore(), "lowered", NOW.plusSeconds(MOST - i)));
        }
        assertFalse(guessStore().take("lowered", 1, NOW.plusSeconds(9), NOW.plus(WITHIN)));
        assertTrue(guessStore().take("lowered", MOST + 1, NOW.plusSeconds(9), NOW.plus(WITHIN)));
    }

    @Test
    default void onlyWhatNoLongerCountsIsForgotten() {
        for (int i = 0; i < MOST; i++) {
            assertTrue(take(guessStore(), "tidied", NOW));
        }
        Instant end = NOW.plus(WITHIN);
        assertEquals(0, guessStore().forgetExpired(end));
        assertFalse(take(guessStore(), "tidied", NOW));
        assertEquals(MOST, guessStore().forgetExpired(end.plusMillis(1)));
        assertEquals(0, otherNode().forgetExpired(end.plusMillis(1)));
        assertTrue(take(otherNode(), "tidied", NOW));
    }
}
