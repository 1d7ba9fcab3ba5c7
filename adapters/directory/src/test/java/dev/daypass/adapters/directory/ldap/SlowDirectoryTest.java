package dev.daypass.adapters.directory.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.ldap.sdk.LDAPException;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.signin.Verified;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** L09: a directory that is slow holds few threads, and none of them for long. */
final class SlowDirectoryTest {
    private static final Duration RESPONSE = Duration.ofSeconds(2);
    private static final int AT_ONCE = 3;

    private Tree tree;

    @BeforeEach
    void plant() throws LDAPException {
        tree = Tree.plant();
        tree.person("alice");
    }

    @AfterEach
    void close() {
        tree.close();
    }

    private Settings patient() {
        Settings settings = tree.settings();
        settings.response = RESPONSE;
        settings.guesses = 1_000;
        settings.atOnce = AT_ONCE;
        return settings;
    }

    /** One sign-in: what came of it and how long that took. */
    private record Attempt(Outcome<Verified> outcome, long nanos) {
        boolean atOnce() {
            return nanos < RESPONSE.toNanos() / 2;
        }

        String said() {
            return outcome.refusal().map(Refusal::auditDetail).orElse("granted");
        }
    }

    private static List<Attempt> attempts(Door door, int number) throws Exception {
        var threads = Executors.newFixedThreadPool(number);
        try {
            var under = new ArrayList<Future<Attempt>>();
            for (int i = 0; i < number; i++) {
                under.add(threads.submit(() -> {
                    long began = System.nanoTime();
                    return new Attempt(door.verify("alice", Tree.PASSWORD), System.nanoTime() - began);
                }));
            }
            var attempts = new ArrayList<Attempt>();
            for (Future<Attempt> attempt : under) {
                attempts.add(attempt.get(60, TimeUnit.SECONDS));
            }
            return attempts;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void L09silentServerKeepsFewWaitingAndAfterThreeTimeoutsNobody() throws Exception {
        try (Door door = Door.to(patient())) {
            door.enters("alice", Tree.PASSWORD);
            tree.stall();
            List<Attempt> first = attempts(door, 40);
            assertTrue(first.stream()
                    .allMatch(
                            one -> one.outcome().refusal().map(Refusal::reason).orElseThrow()
                                    == Reason.DIRECTORY_UNREACHABLE));
            List<Attempt> waited =
                    first.stream().filter(one -> !one.said().contains("busy")).toList();
            assertEquals(AT_ONCE, waited.size(), "so many waited");
            assertTrue(first.stream().filter(one -> one.said().contains("busy")).allMatch(Attempt::atOnce));
            assertEquals(
                    ServerHealth.State.ASIDE,
                    door.adapter.health().get(0).servers().get(0).state());
            assertTrue(attempts(door, 40).stream().allMatch(Attempt::atOnce), "nobody waits any more");
            tree.goOn();
            awaitUp(door);
            door.enters("alice", Tree.PASSWORD);
        }
    }

    private static void awaitUp(Door door) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (door.adapter.health().get(0).servers().get(0).state() != ServerHealth.State.UP) {
            assertTrue(System.nanoTime() < end, "waited in vain");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    @Test
    void L09manySlowSearchesShareOneDeadline() throws Exception {
        String member = Tree.dn("alice");
        for (int level = 0; level < 30; level++) {
            tree.group("g" + level, member);
            member = Tree.dn("g" + level);
        }
        Settings settings = patient();
        settings.response = Duration.ofSeconds(1);
        settings.connect = Duration.ofSeconds(1);
        try (Door door = Door.to(settings)) {
            door.enters("alice", Tree.PASSWORD);
            door.adapter.retain(List.of());
            door.adapter.prepare(List.of(door.provider));
            tree.pause = Duration.ofMillis(500);
            long began = System.nanoTime();
            assertEquals(Reason.DIRECTORY_UNREACHABLE, door.refusal("alice", Tree.PASSWORD));
            assertTrue(System.nanoTime() - began < TimeUnit.SECONDS.toNanos(9), "not thirty times half a second");
        }
    }
}
