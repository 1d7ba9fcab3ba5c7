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
    String HOME = "192.0.2";

    DeviceGrantStore deviceGrantStore();

    /** The store as another node sees it. */
    DeviceGrantStore otherNode();

    @Test
    default void grantComesBackByBothItsCodes() {
        DeviceGrantRecord grant = grant("1");
        assertTrue(deviceGrantStore().begin(grant, TYPED, HOME));
        assertEquals(Optional.of(grant), otherNode().find(grant.device()));
        assertEquals(Optional.of(grant), otherNode().typed(TYPED));
        assertEquals(Optional.empty(), otherNode().find(new DeviceCodeHash("hash-2")));
        assertEquals(Optional.empty(), otherNode().typed("BCDFGHJL"));
    }

    @Test
    default void O24oneUserCodeMeansOneGrant() {
        assertTrue(deviceGrantStore().begin(grant("1"), TYPED, HOME));
        assertFalse(otherNode().begin(grant("2"), TYPED, HOME));
        assertEquals(Optional.empty(), deviceGrantStore().find(new DeviceCodeHash("hash-2")));
        assertEquals(Optional.of(grant("1")), deviceGrantStore().typed(TYPED));
    }

    @Test
    default void O24whatIsDecidedStaysDecided() {
        DeviceGrantRecord grant = grant("1");
        deviceGrantStore().begin(grant, TYPED, HOME);
        assertTrue(otherNode().decide(grant.device(), State.DENIED, Optional.empty(), "resealed"));
        assertFalse(deviceGrantStore().decide(grant.device(), State.APPROVED, Optional.of("bs-alice"), "resealed"));
        DeviceGrantRecord stored = deviceGrantStore().find(grant.device()).orElseThrow();
        assertEquals(State.DENIED, stored.state());
        assertEquals(Optional.empty(), stored.approver());
        assertFalse(otherNode().spend(grant.device()));
    }

    @Test
    default void approvedGrantTellsWhoAndIsSpentOnce() {
        DeviceGrantRecord grant = grant("1");
        deviceGrantStore().begin(grant, TYPED, HOME);
        assertFalse(deviceGrantStore().spend(grant.device()));
        assertTrue(deviceGrantStore().decide(grant.device(), State.APPROVED, Optional.of("bs-alice"), "resealed"));
        assertEquals(
                Optional.of("bs-alice"),
                otherNode().find(grant.device()).orElseThrow().approver());
        List<Boolean> spent =
                AtOnce.call(8, i -> (i % 2 == 0 ? deviceGrantStore() : otherNode()).spend(grant.device()));
        assertEquals("resealed", otherNode().find(grant.device()).orElseThrow().sealed());
        assertEquals(1, spent.stream().filter(won -> won).count());
        assertEquals(State.SPENT, otherNode().typed(TYPED).orElseThrow().state());
    }

    @Test
    default void O24whatIsUnderWayIsCounted() {
        int before = otherNode().live(TestSessions.START);
        deviceGrantStore().begin(grant("1"), TYPED, HOME);
        assertEquals(before + 1, otherNode().live(TestSessions.START));
        assertEquals(before + 1, otherNode().live(UNTIL.minusMillis(1)));
        assertEquals(before, otherNode().live(UNTIL));
    }

    @Test
    default void O24oldestOfTheBiggestNetworkGivesWay() {
        deviceGrantStore().begin(grant("1", UNTIL), "DDDDDDDC", "big");
        deviceGrantStore().begin(grant("2", UNTIL.minusSeconds(3)), "DDDDDDDD", "big");
        deviceGrantStore().begin(grant("3", UNTIL.minusSeconds(9)), "DDDDDDDF", "big");
        deviceGrantStore().begin(grant("4", UNTIL.minusSeconds(600)), "DDDDDDDG", "big");
        deviceGrantStore().begin(grant("5", UNTIL.minusSeconds(20)), "DDDDDDDH", "small");
        assertTrue(otherNode().giveWay(TestSessions.START));
        assertEquals(Optional.empty(), deviceGrantStore().find(grant("3").device()));
        assertEquals(Optional.empty(), deviceGrantStore().typed("DDDDDDDF"));
        assertTrue(otherNode().giveWay(TestSessions.START));
        assertEquals(Optional.empty(), deviceGrantStore().find(grant("2").device()));
        for (String kept : List.of("1", "4", "5")) {
            assertTrue(deviceGrantStore().find(grant(kept).device()).isPresent(), kept);
        }
        assertTrue(deviceGrantStore().begin(grant("6"), "DDDDDDDF", "big"));
    }

    @Test
    default void O24whatIsAnsweredGivesNoWay() {
        deviceGrantStore().begin(grant("1"), "DDDDDDDC", "big");
        deviceGrantStore().begin(grant("2"), "DDDDDDDD", "big");
        deviceGrantStore().begin(grant("3"), "DDDDDDDF", "small");
        deviceGrantStore().decide(grant("1").device(), State.APPROVED, Optional.of("bs-alice"), "resealed");
        deviceGrantStore().decide(grant("2").device(), State.DENIED, Optional.empty(), "resealed");
        assertTrue(otherNode().giveWay(TestSessions.START));
        assertEquals(Optional.empty(), deviceGrantStore().find(grant("3").device()));
        assertFalse(otherNode().giveWay(TestSessions.START));
        assertTrue(deviceGrantStore().find(grant("1").device()).isPresent());
    }

    @Test
    default void questionsAreNoted() {
        DeviceGrantRecord grant = grant("1");
        deviceGrantStore().begin(grant, TYPED, HOME);
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
        deviceGrantStore().begin(grant, TYPED, HOME);
        deviceGrantStore().forgetExpired(UNTIL);
        assertTrue(otherNode().find(grant.device()).isPresent());
        assertTrue(otherNode().forgetExpired(UNTIL.plusMillis(1)) >= 1);
        assertEquals(Optional.empty(), deviceGrantStore().typed(TYPED));
        assertTrue(deviceGrantStore().begin(grant("2"), TYPED, HOME));
    }

    private static DeviceGrantRecord grant(String number) {
        return grant(number, UNTIL);
    }

    private static DeviceGrantRecord grant(String number, Instant until) {
        return new DeviceGrantRecord(
                new DeviceCodeHash("hash-" + number),
                until,
                "sealed-" + number,
                State.PENDING,
                Optional.empty(),
                Optional.empty(),
                5);
    }
}
