package dev.daypass.testkit.store;

import static dev.daypass.core.signin.ReplayStore.Spending.FIRST;
import static dev.daypass.core.signin.ReplayStore.Spending.SEEN;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.daypass.core.signin.ReplayStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** What a {@link ReplayStore} must do. */
public interface ReplayStoreContract {
    /** When proofs of these tests may be forgotten. */
    Instant UNTIL = Instant.parse("2026-03-01T08:05:00Z");

    ReplayStore replayStore();

    /** The store as another node sees it. */
    ReplayStore otherNode();

    /** Runs the maintenance that an instant calls for, on every node. */
    void forgetExpired(Instant now);

    @Test
    default void keyIsSpentOnce() {
        assertEquals(FIRST, replayStore().spend("idp\n_a", UNTIL));
        assertEquals(SEEN, replayStore().spend("idp\n_a", UNTIL));
        assertEquals(FIRST, replayStore().spend("idp\n_b", UNTIL));
    }

    @Test
    default void keysDifferByEveryCharacter() {
        assertEquals(FIRST, replayStore().spend("idp\n_case", UNTIL));
        assertEquals(FIRST, replayStore().spend("idp\n_Case", UNTIL));
        assertEquals(FIRST, replayStore().spend("idp\n_case ", UNTIL));
        assertEquals(FIRST, replayStore().spend("idp_case", UNTIL));
        assertEquals(FIRST, replayStore().spend("", UNTIL));
    }

    @Test
    default void longKeyWithAnyCharactersIsSpentOnce() {
        String key = "ü\u0000'\n".repeat(20_000);
        assertEquals(FIRST, replayStore().spend(key, UNTIL));
        assertEquals(SEEN, replayStore().spend(key, UNTIL));
        assertEquals(FIRST, replayStore().spend(key + "x", UNTIL));
    }

    @Test
    default void s69KeySpentHereIsSpentOnTheOtherNode() {
        assertEquals(FIRST, replayStore().spend("idp\n_here", UNTIL));
        assertEquals(SEEN, otherNode().spend("idp\n_here", UNTIL));
        assertEquals(FIRST, otherNode().spend("idp\n_there", UNTIL));
        assertEquals(SEEN, replayStore().spend("idp\n_there", UNTIL));
    }

    @Test
    default void s69HundredConcurrentSpendsHaveOneFirst() {
        for (int round = 0; round < 5; round++) {
            String key = "idp\n_hundred-" + round;
            var answers = AtOnce.call(100, i -> (i % 2 == 0 ? replayStore() : otherNode()).spend(key, UNTIL));
            assertEquals(1, Collections.frequency(answers, FIRST));
            assertEquals(99, Collections.frequency(answers, SEEN));
        }
    }

    @Test
    default void concurrentSpendsOfDifferentKeysAreAllFirst() {
        var answers =
                AtOnce.call(64, i -> (i % 2 == 0 ? replayStore() : otherNode()).spend("idp\n_different-" + i, UNTIL));
        assertEquals(64, Collections.frequency(answers, FIRST));
        var again = AtOnce.call(64, i -> replayStore().spend("idp\n_different-" + i, UNTIL));
        assertEquals(64, Collections.frequency(again, SEEN));
    }

    @Test
    default void unexpiredKeyOutlivesMaintenance() {
        assertEquals(FIRST, replayStore().spend("idp\n_lives", UNTIL));
        forgetExpired(UNTIL.minusSeconds(1));
        forgetExpired(UNTIL.minusSeconds(1));
        assertEquals(SEEN, replayStore().spend("idp\n_lives", UNTIL));
    }

    @Test
    default void w32ForgottenKeyIsNotFreeAgainWhenTheClockGoesBack() {
        assertEquals(FIRST, replayStore().spend("idp\n_old", UNTIL));
        forgetExpired(UNTIL.plus(Duration.ofDays(1)));
        forgetExpired(UNTIL.plus(Duration.ofDays(1)));
        assertEquals(SEEN, replayStore().spend("idp\n_old", UNTIL));
        assertEquals(SEEN, otherNode().spend("idp\n_old", UNTIL));
        assertEquals(FIRST, replayStore().spend("idp\n_new", UNTIL.plus(Duration.ofDays(2))));
    }
}
