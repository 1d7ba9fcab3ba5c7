package dev.daypass.core.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.login.BrowserSessions;
import dev.daypass.core.login.MemoryBrowserSessions;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.signin.GuessStore;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.core.world.World;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How many grants may begin. */
final class DeviceGrantsTest {
    private final World world = new World();
    private final Grants grants = new Grants();
    private final Counters counters = new Counters();
    private final TerminalClients clients = new TerminalClients(() -> world.keys);
    private final DeviceGrants devices = new DeviceGrants(behind(), clients, new SecureRandom(), world.ledger);

    private DeviceGrants.Behind behind() {
        var sessions = new BrowserSessions(
                new MemoryBrowserSessions(),
                new BrowserSessions.Vault(() -> world.keys, new SecureRandom()),
                new BrowserSessions.Limits(Duration.ofMinutes(30), Duration.ofHours(12)),
                world.ledger,
                world.ledger);
        var logins = new TerminalLogins(
                sessions, new HookedRefreshTokens(), () -> world.keys, new SecureRandom(), world.ledger);
        return new DeviceGrants.Behind(grants, counters, sessions, logins);
    }

    private Optional<Reason> start(String address) {
        var request = new RequestContext(
                "correlation",
                new RequestContext.Client(address, true, ""),
                World.NOW,
                world.request().snapshot());
        Outcome<DeviceGrants.Started> started =
                devices.start(clients.find(TerminalClients.BUILT_IN, World.NOW).orElseThrow(), request);
        return started.refusal().map(refusal -> refusal.reason());
    }

    @Test
    void O24oneIpv6NetworkIsOneSource() {
        for (int i = 1; i <= DeviceGrants.STARTS; i++) {
            assertEquals(Optional.empty(), start("2001:db8:0:1::" + Integer.toHexString(i)));
        }
        assertEquals(Optional.of(Reason.THROTTLED), start("2001:db8:0:1:ffff::1"));
        assertEquals(Optional.of(Reason.THROTTLED), world.ledger.lastEvent().reason());
        assertEquals(Optional.empty(), start("2001:db8:0:2::1"));
    }

    @Test
    void O24ipv4AddressesAreSourcesOfTheirOwn() {
        for (int i = 0; i < DeviceGrants.STARTS; i++) {
            assertEquals(Optional.empty(), start("192.0.2.1"));
        }
        assertEquals(Optional.of(Reason.THROTTLED), start("192.0.2.1"));
        assertEquals(Optional.empty(), start("192.0.2.2"));
    }

    @Test
    void O24allSourcesTogetherHaveABoundThatFillsNoCounters() {
        grants.live = DeviceGrants.MOST;
        assertEquals(Optional.of(Reason.THROTTLED), start("192.0.2.1"));
        assertTrue(world.ledger.lastEvent().facts().containsKey("detail"));
        assertEquals(Map.of(), counters.taken);
        grants.live = DeviceGrants.MOST - 1;
        assertEquals(Optional.empty(), start("192.0.2.1"));
    }

    private static final class Grants implements DeviceGrantStore {
        private int live;

        @Override
        public boolean begin(DeviceGrantRecord grant, String userCode) {
            return true;
        }

        @Override
        public Optional<DeviceGrantRecord> find(DeviceCodeHash device) {
            return Optional.empty();
        }

        @Override
        public Optional<DeviceGrantRecord> typed(String userCode) {
            return Optional.empty();
        }

        @Override
        public int live(Instant now) {
            return live;
        }

        @Override
        public boolean decide(DeviceCodeHash device, DeviceGrantRecord.State state, Optional<String> approver) {
            return false;
        }

        @Override
        public boolean spend(DeviceCodeHash device) {
            return false;
        }

        @Override
        public void polled(DeviceCodeHash device, Instant at, int interval) {}

        @Override
        public int forgetExpired(Instant before) {
            return 0;
        }
    }

    private static final class Counters implements GuessStore {
        private final Map<String, Integer> taken = new HashMap<>();

        @Override
        public boolean take(String key, int most, Instant now, Instant until) {
            return taken.merge(key, 1, Integer::sum) <= most;
        }

        @Override
        public void giveBack(String key, Instant until) {}

        @Override
        public void forgive(String key) {}

        @Override
        public int forgetExpired(Instant before) {
            return 0;
        }
    }
}
