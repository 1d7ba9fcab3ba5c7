package dev.daypass.core.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.provider.DirectorySettings.GuessLimit;
import dev.daypass.core.signin.Guesses.Account;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Wrong passwords are bounded by name and by account, and nobody reads from the store whose they were (L08). */
final class GuessesTest {
    private static final ProviderId CORP = new ProviderId("corp-ad");
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final GuessLimit LIMIT = new GuessLimit(3, Duration.ofMinutes(15));

    private final Counting store = new Counting();
    private final Guesses guesses = new Guesses(store);

    /** Counts, and remembers under which keys and until when. */
    private static final class Counting implements GuessStore {
        private final Map<String, Integer> taken = new HashMap<>();
        private final Set<Instant> ends = new TreeSet<>();

        @Override
        public boolean take(String key, int most, Instant now, Instant until) {
            ends.add(until);
            return taken.merge(key, 1, Integer::sum) <= most;
        }

        @Override
        public void giveBack(String key, Instant until) {
            assertTrue(ends.contains(until), "was taken so");
            taken.computeIfPresent(key, (same, count) -> count - 1);
        }

        @Override
        public void forgive(String key) {
            taken.remove(key);
        }

        @Override
        public int forgetExpired(Instant before) {
            return 0;
        }
    }

    private boolean name(String typed) {
        return guesses.admitsName(CORP, typed, LIMIT, NOW);
    }

    private boolean account(String subject) {
        return guesses.admitsAccount(Account.at(CORP, subject), LIMIT, NOW);
    }

    @Test
    void asManyAsTheLimitSaysAreAdmitted() {
        for (int i = 0; i < 3; i++) {
            assertTrue(name("alice"));
            assertTrue(account("guid-1"));
        }
        assertFalse(name("alice"));
        assertFalse(account("guid-1"));
        assertEquals(Set.of(NOW.plus(Duration.ofMinutes(15))), store.ends);
    }

    @Test
    void spellingsOfOneNameAreOneName() {
        assertTrue(List.of("alice", "ALICE ", "\tAlice").stream().allMatch(this::name));
        assertFalse(name("aLiCe"));
        assertTrue(name("bob"));
    }

    @Test
    void accountsDifferByEveryCharacter() {
        assertTrue(List.of("guid-1", "guid-1", "guid-1").stream().allMatch(this::account));
        assertFalse(account("guid-1"));
        assertTrue(account("GUID-1"));
        assertTrue(account("guid-1 "));
    }

    @Test
    void namesAccountsAndDirectoriesAreCountedApart() {
        assertTrue(List.of("x", "x", "x").stream().allMatch(this::name));
        assertTrue(account("x"));
        assertTrue(guesses.admitsName(new ProviderId("other"), "x", LIMIT, NOW));
        assertTrue(guesses.admitsName(new ProviderId("corp-ad\0x"), "", LIMIT, NOW));
        assertFalse(name("x"));
    }

    @Test
    void rightPasswordGivesNameAndAccountBack() {
        for (int i = 0; i < 3; i++) {
            name("alice");
            name("bob");
            account("guid-1");
            account("guid-2");
        }
        guesses.right(CORP, " Alice", Account.at(CORP, "guid-1"));
        assertTrue(name("alice"));
        assertTrue(account("guid-1"));
        assertFalse(name("bob"));
        assertFalse(account("guid-2"));
    }

    @Test
    void accountsKnownEverywhereAreOneAtAllProviders() {
        assertEquals(Account.everywhere("guid-1"), Account.everywhere("guid-1"));
        var accounts = Set.of(
                Account.everywhere("guid-1"),
                Account.everywhere("guid-2"),
                Account.at(CORP, "guid-1"),
                Account.at(new ProviderId("other"), "guid-1"),
                Account.decoy(CORP, "guid-1"));
        assertEquals(5, accounts.size());
    }

    @Test
    void whatWasNotJudgedDoesNotCount() {
        for (int i = 0; i < 9; i++) {
            assertTrue(name("alice"));
            assertTrue(account("guid-1"));
            guesses.nameNotJudged(CORP, "ALICE ", LIMIT, NOW);
            guesses.accountNotJudged(Account.at(CORP, "guid-1"), LIMIT, NOW);
        }
    }

    @Test
    void theStoreLearnsNoName() {
        name("alice");
        account("guid-1");
        assertEquals(2, store.taken.size());
        store.taken.keySet().forEach(key -> assertTrue(key.matches("(name|account):[0-9a-f]{64}"), key));
    }
}
