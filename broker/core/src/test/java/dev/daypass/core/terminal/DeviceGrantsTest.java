package dev.daypass.core.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.login.StatedReason;
import dev.daypass.core.outcome.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How many grants may begin, and who makes room for whom. */
final class DeviceGrantsTest extends AtTheTerminal {
    private Optional<Reason> start(String address) {
        comeFrom(address);
        return devices.start(ours, request()).refusal().map(refusal -> refusal.reason());
    }

    /** As if they had begun from networks of their own, each older than the next. */
    private void flood(String network, int count) {
        for (int i = 0; i < count; i++) {
            grants.begin(waiting(network + "-" + i, now().plusSeconds(300).plusMillis(i)), network + ":" + i, network);
        }
    }

    private static DeviceGrantRecord waiting(String device, Instant until) {
        return new DeviceGrantRecord(
                new DeviceCodeHash(device),
                until,
                "",
                DeviceGrantRecord.State.PENDING,
                Optional.empty(),
                Optional.empty(),
                5);
    }

    private long waitingOf(String network) {
        return grants.kept.values().stream()
                .filter(kept -> kept.network().equals(network))
                .count();
    }

    @Test
    void O24oneIpv6NetworkIsOneSource() {
        for (int i = 1; i <= DeviceShares.STARTS; i++) {
            assertEquals(Optional.empty(), start("2001:db8:0:1::" + Integer.toHexString(i)));
        }
        assertEquals(Optional.of(Reason.THROTTLED), start("2001:db8:0:1:ffff::1"));
        assertEquals(Optional.of(Reason.THROTTLED), world.ledger.lastEvent().reason());
        assertEquals(Optional.empty(), start("2001:db8:0:2::1"));
    }

    @Test
    void O24ipv4AddressesAreSourcesOfTheirOwn() {
        for (int i = 0; i < DeviceShares.STARTS; i++) {
            assertEquals(Optional.empty(), start("192.0.2.1"));
        }
        // However often it comes, its neighbours keep what is theirs.
        for (int i = 0; i < DeviceShares.NETWORK_STARTS; i++) {
            assertEquals(Optional.of(Reason.THROTTLED), start("192.0.2.1"));
        }
        assertEquals(Optional.empty(), start("192.0.2.2"));
        pass(DeviceGrants.LIFE);
        assertEquals(Optional.empty(), start("192.0.2.1"));
    }

    @Test
    void O24manySourcesOfOneNetworkHaveOneShare() {
        for (int i = 0; i < DeviceShares.NETWORK_STARTS; i++) {
            assertEquals(Optional.empty(), start("2001:db8:0:" + Integer.toHexString(i) + "::1"));
        }
        int counters = guesses.taken.size();
        assertEquals(Optional.of(Reason.THROTTLED), start("2001:db8:0:ffff::1"));
        assertEquals(counters, guesses.taken.size());
        assertEquals(Optional.empty(), start("2001:db8:1::1"));
    }

    @Test
    void O24whoFillsAllMakesRoomForOthers() {
        for (int i = 0; i < 84; i++) {
            flood("network-" + i, DeviceShares.STARTS);
        }
        grants.kept.values().stream()
                .skip(DeviceShares.MOST)
                .toList()
                .forEach(last -> grants.kept.remove(last.grant().device()));
        assertEquals(DeviceShares.MOST, grants.live(now()));
        comeFrom("203.0.113.9");
        DeviceGrants.Started honest = devices.start(ours, request()).value().orElseThrow();
        for (int i = 0; i < 500; i++) {
            assertEquals(Optional.empty(), start("198.18." + i / 20 + ".1"));
        }
        assertEquals(DeviceShares.MOST, grants.live(now()));
        assertTrue(devices.approve(honest.userCode().shown(), alice, StatedReason.none(), request())
                .value()
                .isPresent());
        assertTrue(devices.poll(honest.deviceCode(), ours, request()).value().orElseThrow() instanceof Polled.Granted);
    }

    @Test
    void O24biggestNetworkLosesItsOldest() {
        flood("big", DeviceShares.MOST - 10);
        flood("small", 10);
        assertEquals(Optional.empty(), start("203.0.113.9"));
        assertEquals(DeviceShares.MOST - 11, waitingOf("big"));
        assertEquals(10, waitingOf("small"));
        assertEquals(Optional.empty(), grants.find(new DeviceCodeHash("big-0")));
    }

    @Test
    void O24whatPeopleAnsweredGivesNoWay() {
        for (int i = 0; i < DeviceShares.MOST; i++) {
            DeviceGrantRecord grant = waiting("device-" + i, now().plus(Duration.ofMinutes(5)));
            grants.begin(grant, "code-" + i, "network");
            grants.decide(grant.device(), DeviceGrantRecord.State.APPROVED, Optional.of("bs-somebody"), "");
        }
        assertEquals(Optional.of(Reason.THROTTLED), start("203.0.113.9"));
        assertTrue(world.ledger.lastEvent().facts().toString().contains("O24"));
        pass(Duration.ofMinutes(5));
        assertEquals(Optional.empty(), start("203.0.113.9"));
    }
}
