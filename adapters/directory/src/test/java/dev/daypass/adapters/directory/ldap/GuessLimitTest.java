package dev.daypass.adapters.directory.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.outcome.Reason;
import java.util.Collections;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** L08: what is counted against whom, and what is not. */
final class GuessLimitTest {
    private final Door.CountedGuesses store = new Door.CountedGuesses();
    private Tree tree;

    @BeforeEach
    void plant() throws LDAPException {
        tree = Tree.plant();
        tree.person("alice");
        tree.person("bob");
    }

    @AfterEach
    void close() {
        tree.close();
    }

    private Door door(Settings settings) {
        return Door.to(settings, store);
    }

    private Settings settings(int guesses) {
        Settings settings = tree.settings();
        settings.guesses = guesses;
        return settings;
    }

    @Test
    void L08nobodyIsCountedAsOftenAsSomebody() throws LDAPException {
        tree.change("bob", "mail", "alice@mail.example.com");
        try (Door door = door(settings(3))) {
            for (int guess = 0; guess < 5; guess++) {
                door.refusal("alice", "wrong");
                int known = store.calls();
                door.refusal("nobody", "wrong");
                assertEquals(known, store.calls(), "unknown, guess " + guess);
                door.refusal("alice@mail.example.com", "wrong");
                assertEquals(known, store.calls(), "several, guess " + guess);
            }
        }
    }

    @Test
    void L08attemptsThatNobodyJudgedDoNotCount() {
        try (Door door = door(settings(2))) {
            tree.verdicts.put(Tree.dn("alice"), new LDAPException(ResultCode.BUSY, "later"));
            for (int i = 0; i < 6; i++) {
                assertEquals(Reason.DIRECTORY_UNREACHABLE, door.refusal("alice", Tree.PASSWORD));
            }
            assertEquals(Set.of(0), Set.copyOf(store.taken.values()));
            tree.verdicts.clear();
            assertEquals(Reason.PASSWORD_WRONG, door.refusal("alice", "wrong"));
            assertEquals(Set.of(1), Set.copyOf(store.taken.values()));
            door.enters("alice", Tree.PASSWORD);
        }
    }

    @Test
    void L08attemptThatTheDirectoryMayHaveCountedCounts() {
        try (Door door = door(settings(2))) {
            tree.breaksOffAt = Tree.dn("alice");
            assertEquals(Reason.DIRECTORY_UNREACHABLE, door.refusal("alice", "wrong"));
            assertEquals(1, Collections.max(store.taken.values()), "at the account");
            tree.breaksOffAt = "-";
            door.enters("alice", Tree.PASSWORD);
            assertTrue(store.taken.values().stream().allMatch(count -> count == 0), "forgiven");
        }
    }

    @Test
    void L08attemptsNeverCountWhereNobodyCouldBeLookedFor() {
        try (Door door = door(settings(2))) {
            door.enters("alice", Tree.PASSWORD);
            tree.server.shutDown(true);
            for (int i = 0; i < 6; i++) {
                assertEquals(Reason.DIRECTORY_UNREACHABLE, door.refusal("alice", Tree.PASSWORD));
            }
            assertTrue(store.taken.values().stream().allMatch(count -> count == 0), store.taken::toString);
        }
    }

    @Test
    void L08twoProvidersOnOneDirectoryAreNoMoreGuesses() {
        Settings other = settings(3);
        other.id = new ProviderId("corp-ad-too");
        try (Door first = door(settings(3));
                Door second = door(other)) {
            for (int guess = 0; guess < 6; guess++) {
                (guess % 2 == 0 ? first : second).refusal("alice", "wrong");
            }
            long shown = tree.binds.stream().filter(Tree.dn("alice")::equals).count();
            assertEquals(3, shown, "so many guesses reached the account");
            second.enters("bob", Tree.PASSWORD);
        }
    }

    @Test
    void subjectsThatOthersMayHaveElsewhereAreCountedByProvider() {
        Settings one = settings(2);
        one.subject = "sAMAccountName";
        Settings other = settings(2);
        other.subject = "sAMAccountName";
        other.id = new ProviderId("corp-ad-too");
        try (Door first = door(one);
                Door second = door(other)) {
            for (int guess = 0; guess < 3; guess++) {
                first.refusal("alice", "wrong");
            }
            second.enters("alice", Tree.PASSWORD);
        }
    }
}
