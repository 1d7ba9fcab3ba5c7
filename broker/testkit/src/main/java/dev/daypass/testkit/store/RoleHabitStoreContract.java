package dev.daypass.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.login.RoleHabit;
import dev.daypass.core.login.RoleHabitStore;
import dev.daypass.core.login.RoleHabitStore.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What a {@link RoleHabitStore} must do. */
public interface RoleHabitStoreContract {
    Instant NOW = TestSessions.START;
    Person ALICE = new Person(new ProviderId("corp-saml"), "alice");

    RoleHabitStore roleHabitStore();

    /** The store as another node sees it. */
    RoleHabitStore otherNode();

    @Test
    default void usesAreCountedAndTheLastIsKept() {
        roleHabitStore().taken(ALICE, "prod/ReadOnly", NOW);
        otherNode().taken(ALICE, "prod/ReadOnly", NOW.plusSeconds(60));
        roleHabitStore().taken(ALICE, "prod/ReadOnly", NOW.plusSeconds(30));
        assertEquals(
                List.of(new RoleHabit("prod/ReadOnly", false, 3, NOW.plusSeconds(60))),
                otherNode().of(ALICE));
    }

    @Test
    default void favouritesAreMarkedAndUnmarked() {
        roleHabitStore().mark(ALICE, "prod/ReadOnly", true, NOW);
        roleHabitStore().mark(ALICE, "prod/Admin", true, NOW);
        otherNode().taken(ALICE, "prod/Admin", NOW);
        assertEquals(
                List.of(new RoleHabit("prod/Admin", true, 1, NOW), new RoleHabit("prod/ReadOnly", true, 0, NOW)),
                otherNode().of(ALICE));
        otherNode().mark(ALICE, "prod/ReadOnly", false, NOW);
        otherNode().mark(ALICE, "prod/Admin", false, NOW);
        otherNode().mark(ALICE, "prod/Never", false, NOW);
        assertEquals(
                List.of(new RoleHabit("prod/Admin", false, 1, NOW)),
                roleHabitStore().of(ALICE));
    }

    @Test
    default void everybodyHasTheirOwn() {
        roleHabitStore().taken(ALICE, "prod/ReadOnly", NOW);
        for (Person other : List.of(
                new Person(new ProviderId("corp-oidc"), "alice"),
                new Person(new ProviderId("corp-saml"), "Alice"),
                new Person(new ProviderId("corp-saml"), "ali\u0000ce'; --"))) {
            assertEquals(List.of(), otherNode().of(other));
        }
    }

    @Test
    default void onlySoManyAreRemembered() {
        roleHabitStore().mark(ALICE, "prod/Favourite", true, NOW.minus(Duration.ofDays(90)));
        for (int i = 0; i < RoleHabitStore.MOST + 5; i++) {
            roleHabitStore().taken(ALICE, "prod/Role" + i, NOW.plusSeconds(i));
        }
        List<String> roles = otherNode().of(ALICE).stream().map(RoleHabit::role).toList();
        assertEquals(RoleHabitStore.MOST, roles.size());
        assertTrue(roles.contains("prod/Favourite"));
        assertTrue(roles.contains("prod/Role" + (RoleHabitStore.MOST + 4)));
        assertTrue(!roles.contains("prod/Role0"));
    }

    @Test
    default void whatIsNotUsedIsForgotten() {
        roleHabitStore().taken(ALICE, "prod/Old", NOW);
        roleHabitStore().taken(ALICE, "prod/New", NOW.plusSeconds(10));
        assertEquals(1, otherNode().forgetUnused(NOW.plusSeconds(10)));
        assertEquals(
                List.of("prod/New"),
                roleHabitStore().of(ALICE).stream().map(RoleHabit::role).toList());
    }

    @Test
    default void manyAtOnceLoseNothing() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Boolean>> calls = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                RoleHabitStore store = i % 2 == 0 ? roleHabitStore() : otherNode();
                calls.add(() -> {
                    store.taken(ALICE, "prod/ReadOnly", NOW);
                    return true;
                });
            }
            for (Future<Boolean> done : threads.invokeAll(calls)) {
                assertTrue(done.get());
            }
        } finally {
            threads.shutdown();
        }
        assertEquals(
                List.of(new RoleHabit("prod/ReadOnly", false, 20, NOW)),
                roleHabitStore().of(ALICE));
    }
}
