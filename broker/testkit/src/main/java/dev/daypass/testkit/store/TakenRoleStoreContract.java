package dev.daypass.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.login.TakenRole;
import dev.daypass.core.login.TakenRoleStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a {@link TakenRoleStore} must do. */
public interface TakenRoleStoreContract {
    Instant NOW = TestSessions.START;

    TakenRoleStore takenRoleStore();

    /** The store as another node sees it. */
    TakenRoleStore otherNode();

    @Test
    default void rolesOfOneBrowserComeNewestFirst() {
        TakenRole first = role("ASIA1", "bs-mine", NOW);
        TakenRole second = role("ASIA2", "bs-mine", NOW.plusSeconds(1));
        TakenRole others = role("ASIA3", "bs-others", NOW);
        List.of(first, second, others).forEach(takenRoleStore()::keep);
        assertEquals(List.of(second, first), otherNode().of("bs-mine", NOW, 10));
        assertEquals(List.of(second), otherNode().of("bs-mine", NOW, 1));
        assertEquals(List.of(), otherNode().of("bs-nobodys", NOW, 10));
    }

    @Test
    default void W14sameSessionAgainChangesNothing() {
        TakenRole first = role("ASIA4", "bs-first", NOW);
        takenRoleStore().keep(first);
        otherNode().keep(role("ASIA4", "bs-thief", NOW));
        assertEquals(List.of(first), otherNode().of("bs-first", NOW, 10));
        assertEquals(List.of(), takenRoleStore().of("bs-thief", NOW, 10));
    }

    @Test
    default void whatIsOverIsNotToldAndForgotten() {
        TakenRole role = role("ASIA5", "bs-brief", NOW);
        takenRoleStore().keep(role);
        assertEquals(List.of(), otherNode().of("bs-brief", role.expiresAt(), 10));
        assertTrue(otherNode().forgetExpired(role.expiresAt().plusMillis(1)) >= 1);
        assertEquals(List.of(), takenRoleStore().of("bs-brief", NOW, 10));
    }

    private static TakenRole role(String id, String handle, Instant takenAt) {
        return new TakenRole(id, handle, takenAt, takenAt.plus(Duration.ofHours(1)), "x".repeat(5_000) + id);
    }
}
