package dev.daypass.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.principal.UniqueIds;
import dev.daypass.core.principal.UniqueIds.Kind;
import dev.daypass.core.principal.UniqueIds.Named;
import java.time.Duration;
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

    /** Lets time pass for both nodes. */
    void pass(Duration time);

    /** The other node says that it still runs. */
    void otherNodeRuns();

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

    /** Two configurations on one database, as while a change spreads: neither takes ids from the other. */
    @Test
    default void nodesOfDifferentConfigurationsLeaveEachOthersIdsAlone() {
        String reader = id(uniqueIds().reconcile(Set.of(READER, ALICE)), READER);
        Map<Named, String> others = otherNode().reconcile(Set.of(ADMIN, ALICE));
        assertEquals(Set.of(ADMIN, ALICE), others.keySet());
        for (int reload = 0; reload < 2; reload++) {
            assertEquals(reader, uniqueIds().reconcile(Set.of(READER, ALICE)).get(READER));
            assertEquals(others, otherNode().reconcile(Set.of(ADMIN, ALICE)));
        }
    }

    @Test
    default void whatTheLastNodeLosesIsGone() {
        String before = id(uniqueIds().reconcile(Set.of(READER)), READER);
        assertEquals(before, otherNode().reconcile(Set.of(READER)).get(READER));
        uniqueIds().reconcile(Set.of());
        assertEquals(before, uniqueIds().reconcile(Set.of(READER)).get(READER), "the other node has it");
        uniqueIds().reconcile(Set.of());
        otherNode().reconcile(Set.of());
        assertNotEquals(before, uniqueIds().reconcile(Set.of(READER)).get(READER));
    }

    @Test
    default void aNodeThatIsGoneHoldsNothing() {
        String before = id(otherNode().reconcile(Set.of(READER)), READER);
        pass(Duration.ofMinutes(59));
        otherNodeRuns();
        pass(Duration.ofMinutes(59));
        assertEquals(before, uniqueIds().reconcile(Set.of(READER)).get(READER), "it still runs");
        pass(Duration.ofMinutes(2));
        uniqueIds().reconcile(Set.of());
        assertNotEquals(before, uniqueIds().reconcile(Set.of(READER)).get(READER));
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
