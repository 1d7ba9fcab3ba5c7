package dev.daypass.server.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.daypass.adapters.store.Store;
import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.keys.KeySchedule;
import dev.daypass.core.keys.LiveKeys;
import dev.daypass.core.keys.MasterKey;
import dev.daypass.core.keys.SigningAlgorithm;
import dev.daypass.core.keys.SigningKeys;
import dev.daypass.core.outcome.UnavailableException;
import dev.daypass.core.session.SessionLimits;
import dev.daypass.core.session.SessionRecordCodec;
import dev.daypass.testkit.store.HandClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class KeyUpkeepTest {
    private final HandClock clock = new HandClock(Instant.parse("2026-03-01T08:00:00Z"));
    private final Store store = Store.inMemory(new SecureRandom(), new SessionRecordCodec());
    private final LiveKeys keys =
            new LiveKeys(store.keys(), KeySchedule.keeping(SessionLimits.LONGEST_OF_ALL), clock, new SecureRandom());
    private final List<String> told = new ArrayList<>();
    private final SigningKeys signingKeys = new SigningKeys(store.signingKeys(), keys, new SecureRandom());
    private final KeyUpkeep upkeep = new KeyUpkeep(keys, signingKeys, this::tell, clock);

    @Test
    void keyIsMadeSealsAndReplacesTheOldOneInItsTime() {
        upkeep.run();
        assertEquals(List.of(), told);
        after(Duration.ofDays(30), List.of(1, 2), 1, "KEY_ROTATION {by=[schedule]}");
        after(Duration.ofMinutes(5), List.of(1, 2), 2, "KEY_ROTATION {seals=[2]}");
        after(Duration.ofHours(37).minusSeconds(1), List.of(1, 2), 2);
        after(Duration.ofSeconds(1), List.of(2), 2, "KEY_RETIREMENT {versions=[1]}");
        after(Duration.ofDays(1), List.of(2), 2);
    }

    /** A signing key that a retired master key had sealed could not be opened any more by a node that starts. */
    @Test
    void signingKeyHasASuccessorBeforeItsMasterKeyGoes() {
        String first =
                signingKeys.signer(SigningAlgorithm.ES256, clock.instant()).kid();
        upkeep.run();
        after(Duration.ofDays(30), List.of(1, 2), 1, "KEY_ROTATION {by=[schedule]}");
        after(Duration.ofMinutes(5), List.of(1, 2), 2, "KEY_ROTATION {seals=[2]}", "KEY_ROTATION {algorithms=[ES256]}");
        assertEquals(2, signingKeys.current().published(clock.instant()).size());
        clock.step(Duration.ofMinutes(5));
        assertNotEquals(
                first,
                signingKeys.signer(SigningAlgorithm.ES256, clock.instant()).kid());
        after(Duration.ofHours(37), List.of(2), 2, "KEY_RETIREMENT {versions=[1]}");
        assertEquals(1, store.signingKeys().load().size());
    }

    /** A key that comes or goes without anybody being able to read of it is none. */
    @Test
    void nothingHappensThatCannotBeAudited() {
        AuditSink broken = event -> {
            throw new UnavailableException("no audit", new IllegalStateException());
        };
        var unheard = new KeyUpkeep(keys, signingKeys, broken, clock);
        clock.step(Duration.ofDays(30));
        assertThrows(UnavailableException.class, unheard::run);
        assertEquals(List.of(1), versions());
        upkeep.run();
        clock.step(Duration.ofHours(38));
        assertThrows(UnavailableException.class, unheard::run);
        assertEquals(List.of(1, 2), versions());
        upkeep.run();
        assertEquals(List.of(2), versions());
    }

    private void after(Duration step, List<Integer> versions, int sealing, String... events) {
        told.clear();
        clock.step(step);
        upkeep.run();
        upkeep.run();
        assertEquals(versions, versions());
        assertEquals(sealing, keys.get().sealingVersion());
        assertEquals(List.of(events), told);
    }

    private List<Integer> versions() {
        return store.keys().load().stream().map(MasterKey::version).toList();
    }

    private void tell(AuditEvent event) {
        told.add(event.kind() + " " + event.facts());
    }
}
