package dev.daypass.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.terminal.DeviceCodeHash;
import dev.daypass.core.terminal.DeviceGrantRecord;
import dev.daypass.core.terminal.DeviceGrantRecord.State;
import dev.daypass.core.terminal.DeviceGrantStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a {@link DeviceGrantStore} must do. */
public interface DeviceGrantStoreContract {
    Instant UNTIL = TestSessions.START.plus(Duration.ofMinutes(10));
    String TYPED = "BCDFGHJK";

    DeviceGrantStore deviceGrantStore();

    /** The store as another node sees it. */
    DeviceGrantStore otherNode();

    @Test
    default void grantComesBackByBothItsCodes() {
        DeviceGrantRecord grant = grant("1");
        assertTrue(deviceGrantStore().begin(grant, TYPED));
        assertEquals(Optional.of(grant), otherNode().find(grant.device()));
        assertEquals(Optional.of(grant), otherNode().typed(TYPED));
        assertEquals(Optional.empty(), otherNode().find(new DeviceCodeHash("hash-2")));
        assertEquals(Optional.empty(), otherNode().typed("BCDFGHJL"));
    }

    @Test
    default void O24oneUserCodeMeansOneGrant() {
        assertTrue(deviceGrantStore().begin(grant("1"), TYPED));
        assertFalse(otherNode().begin(grant("2"), TYPED));
        assertEquals(Optional.empty(), deviceGrantStore().find(new DeviceCodeHash("hash-2")));
        assertEquals(Optional.of(grant("1")), deviceGrantStore().typed(TYPED));
    }

    @Test
    default void O24whatIsDecidedStaysDecided() {
        DeviceGrantRecord grant = grant("1");
        deviceGrantStore().begin(grant, TYPED);
        assertTrue(otherNode().decide(grant.device(), State.DENIED, Optional.empty()));
        assertFalse(deviceGrantStore().decide(grant.device(), State.APPROVED, Optional.of("bs-alice")));
        DeviceGrantRecord stored = deviceGrantStore().find(grant.device()).orElseThrow();
        assertEquals(State.DENIED, stored.state());
        assertEquals(Optional.empty(), stored.approver());
        assertFalse(otherNode().spend(grant.device()));
    }

    @Test
    default void approvedGrantTellsWhoAndIsSpentOnce() {
        DeviceGrantRecord grant = grant("1");
        deviceGrantStore().begin(grant, TYPED);
        assertFalse(deviceGrantStore().spend(grant.device()));
        assertTrue(deviceGrantStore().decide(grant.device(), State.APPROVED, Optional.of("bs-alice")));
        assertEquals(
                Optional.of("bs-alice"),
                otherNode().find(grant.device()).orElseThrow().approver());
        List<Boolean> spent =
                AtOnce.call(8, i -> (i % 2 == 0 ? deviceGrantStore() : otherNode()).spend(grant.device()));
        assertEquals(1, spent.stream().filter(won -> won).count());
        assertEquals(State.SPENT, otherNode().typed(TYPED).orElseThrow().state());
    }

    @Test
    default void O24whatIsUnderWayIsCounted() {
        int before = otherNode().live(TestSessions.START);
        deviceGrantStore().begin(grant("1"), TYPED);
        assertEquals(before + 1, otherNode().live(TestSessions.START));
        assertEquals(before + 1, otherNode().live(UNTIL.minusMillis(1)));
        assertEquals(before, otherNode().live(UNTIL));
    }

    @Test
    default void questionsAreNoted() {
        DeviceGrantRecord grant = grant("1");
        deviceGrantStore().begin(grant, TYPED);
        Instant asked = TestSessions.START.plusSeconds(7);
        otherNode().polled(grant.device(), asked, 10);
        DeviceGrantRecord stored = deviceGrantStore().find(grant.device()).orElseThrow();
        assertEquals(Optional.of(asked), stored.polledAt());
        assertEquals(10, stored.interval());
        assertEquals(State.PENDING, stored.state());
    }

    @Test
    default void whatIsOverIsForgotten() {
        DeviceGrantRecord grant = grant("1");
        deviceGrantStore().begin(grant, TYPED);
        deviceGrantStore().forgetExpired(UNTIL);
        assertTrue(otherNode().find(grant.device()).isPresent());
        assertTrue(otherNode().forgetExpired(UNTIL.plusMillis(1)) >= 1);
        assertEquals(Optional.empty(), deviceGrantStore().typed(TYPED));
        assertTrue(deviceGrantStore().begin(grant("2"), TYPED));
    }

    private static DeviceGrantRecord grant(String number) {
        return new DeviceGrantRecord(
                new DeviceCodeHash("hash-" + number),
                UNTIL,
                "sealed-" + number,
                State.PENDING,
                Optional.empty(),
                Optional.empty(),
                5);
    }
}
