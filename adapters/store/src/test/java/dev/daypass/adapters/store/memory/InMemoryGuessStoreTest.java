package dev.daypass.adapters.store.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.signin.GuessStore;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** L08: memory is bounded, and names made up by somebody shut nobody else out. */
final class InMemoryGuessStoreTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant UNTIL = NOW.plusSeconds(900);
    private static final int MOST_KEYS = 100_000;

    private final InMemoryGuessStore store = new InMemoryGuessStore();

    private boolean take(String key) {
        return store.take(key, 2, NOW, UNTIL);
    }

    private void fill(String kind) {
        for (int i = 0; i < MOST_KEYS; i++) {
            assertTrue(take(kind + i), "key " + i);
        }
    }

    @Test
    void L08namesMadeUpShutNobodyOut() {
        assertTrue(take("account:alice"));
        assertTrue(take("account:alice"));
        assertTimeout(Duration.ofSeconds(30), () -> {
            fill(GuessStore.OF_NAMES + "first-");
            fill(GuessStore.OF_NAMES + "second-");
        });
        assertTrue(take(GuessStore.OF_NAMES + "alice"));
        assertTrue(take("account:bob"));
        assertFalse(take("account:alice"), "what counts against an account is kept");
        assertEquals(MOST_KEYS + 3, store.forgetExpired(UNTIL.plusSeconds(1)), "no more was kept");
    }

    @Test
    void L08nameTriedAgainIsForgottenLast() {
        fill(GuessStore.OF_NAMES);
        assertTrue(take(GuessStore.OF_NAMES + 0));
        assertTrue(take(GuessStore.OF_NAMES + "one more"));
        assertFalse(take(GuessStore.OF_NAMES + 0));
        assertTrue(take(GuessStore.OF_NAMES + 1));
        assertTrue(take(GuessStore.OF_NAMES + 1), "was forgotten");
    }

    @Test
    void accountsInExcessWaitUntilOthersNoLongerCount() {
        fill("account:");
        assertFalse(take("account:one more"));
        assertTrue(take("account:0"));
        assertTrue(take(GuessStore.OF_NAMES + "alice"));
        assertTrue(store.take("account:one more", 2, UNTIL, UNTIL.plusSeconds(900)));
    }
}
