package dev.daypass.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.principal.UniqueIds;
import dev.daypass.core.principal.UniqueIds.Kind;
import dev.daypass.core.principal.UniqueIds.Named;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What {@link UniqueIds} must do. Each test starts with an empty store. */
public interface UniqueIdsContract {
    Named READER = new Named(Kind.ROLE, "arn:daypass:iam::111122223333:role/ReadOnly");
    Named ADMIN = new Named(Kind.ROLE, "arn:daypass:iam::111122223333:role/Admin");
    Named ALICE = new Named(Kind.USER, "arn:daypass:iam::111122223333:user/alice");

    UniqueIds uniqueIds();

    /** The store as another node sees it. */
    UniqueIds otherNode();

    @Test
    default void idsHaveTheFormOfIamIdentifiers() {
        Map<Named, String> ids = uniqueIds().reconcile(Set.of(READER, ADMIN, ALICE));
        assertEquals(Set.of(READER, ADMIN, ALICE), ids.keySet());
        assertTrue(id(ids, READER).matches("AROA[A-Z2-7]{17}"));
        assertTrue(id(ids, ALICE).matches("AIDA[A-Z2-7]{17}"));
        assertEquals(3, new HashSet<>(ids.values()).size());
    }

    @Test
    default void idsOutliveAReload() {
        Map<Named, String> before = uniqueIds().reconcile(Set.of(READER, ALICE));
        Map<Named, String> after = otherNode().reconcile(Set.of(READER, ADMIN, ALICE));
        assertEquals(before.get(READER), after.get(READER));
        assertEquals(before.get(ALICE), after.get(ALICE));
    }

    @Test
    default void whatIsMadeAgainIsAnother() {
        String before = uniqueIds().reconcile(Set.of(READER, ALICE)).get(READER);
        uniqueIds().reconcile(Set.of(ALICE));
        assertNotEquals(before, uniqueIds().reconcile(Set.of(READER, ALICE)).get(READER));
    }

    @Test
    default void sameArnOfAnotherKindIsAnother() {
        var oddUser = new Named(Kind.USER, READER.arn());
        Map<Named, String> ids = uniqueIds().reconcile(Set.of(READER, oddUser));
        assertTrue(id(ids, READER).startsWith("AROA"));
        assertTrue(id(ids, oddUser).startsWith("AIDA"));
    }

    @Test
    default void nothingPresentIsNothingKept() {
        uniqueIds().reconcile(Set.of(READER));
        assertEquals(Map.of(), uniqueIds().reconcile(Set.of()));
    }

    @Test
    default void concurrentCallsAgree() {
        var answers =
                AtOnce.call(16, i -> (i % 2 == 0 ? uniqueIds() : otherNode()).reconcile(Set.of(READER, ADMIN, ALICE)));
        assertEquals(1, new HashSet<>(answers).size());
    }

    private static String id(Map<Named, String> ids, Named named) {
        return Objects.requireNonNull(ids.get(named));
    }
}
