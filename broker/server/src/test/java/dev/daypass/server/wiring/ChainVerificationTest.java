package dev.daypass.server.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.adapters.store.Store;
import dev.daypass.adapters.store.StoreSettings;
import dev.daypass.adapters.store.audit.AuditJournal;
import dev.daypass.core.administration.ChainStates.Place;
import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditSeal;
import dev.daypass.core.keys.KeyRing;
import dev.daypass.core.keys.MasterKey;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.session.SessionRecordCodec;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A node that shows the entries of all nodes knows how the chains of all stand (security W31, W33). */
final class ChainVerificationTest {
    private final String url = "jdbc:h2:mem:" + UUID.randomUUID();
    private final KeyRing ring =
            new KeyRing(List.of(new MasterKey(1, Instant.EPOCH, new byte[32])), new SecureRandom());
    private final AuditSeal seal = new AuditSeal(() -> ring);
    private final Store store = Store.open(
            new StoreSettings(url, "sa", Secret.of("")), new byte[32], new SecureRandom(), new SessionRecordCodec());
    private final AuditJournal one = journal("one");
    private final AuditJournal two = journal("two");
    private final ChainVerification verification = new ChainVerification(one, "one", store, seal);

    private AuditJournal journal(String node) {
        return new AuditJournal(node, seal, List.of(store.auditTable(node)));
    }

    @AfterEach
    void close() {
        one.close();
        two.close();
        store.close();
    }

    private static void append(AuditJournal journal, int count) {
        for (int i = 0; i < count; i++) {
            journal.append(new AuditEvent(
                    Instant.EPOCH.plusSeconds(i),
                    AuditEvent.Kind.SIGN_IN,
                    AuditEvent.Verdict.GRANTED,
                    "c-" + i,
                    "192.0.2.1",
                    Optional.empty(),
                    Map.of("subject", List.of("alice"))));
        }
    }

    private void tamper(String sql) {
        try (Connection connection = DriverManager.getConnection(url + ";MODE=PostgreSQL", "sa", "");
                Statement statement = connection.createStatement()) {
            assertTrue(statement.executeUpdate(sql) > 0, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private Map<String, Place> places() {
        Map<String, Place> places = new LinkedHashMap<>();
        verification.get().forEach(place -> places.put(place.node(), place));
        return places;
    }

    private static Optional<String> fault(Map<String, Place> places, String node) {
        return Optional.ofNullable(places.get(node)).orElseThrow().fault();
    }

    @Test
    void chainsOfAllNodesAreVerified() {
        append(one, 2);
        append(two, 3);
        Map<String, Place> places = places();
        assertEquals(List.of("one", "two"), List.copyOf(places.keySet()));
        assertTrue(places.values().stream().allMatch(place -> place.fault().isEmpty()), places::toString);
        assertEquals(
                List.of(2L, 3L), places.values().stream().map(Place::entries).toList());
    }

    @Test
    void W31entryOfAnotherNodeThatWasChangedIsNamed() {
        append(one, 2);
        append(two, 3);
        tamper("UPDATE audit_entry SET line = REPLACE(line, 'alice', 'mallet') WHERE node = 'two' AND sequence = 2");
        Map<String, Place> places = places();
        assertEquals(Optional.empty(), fault(places, "one"));
        assertTrue(fault(places, "two").orElse("").contains("entry 2 was changed"), places::toString);
    }

    @Test
    void W31entriesUnderTheNameOfANodeThatThereIsNotAreNamed() {
        append(one, 2);
        tamper("INSERT INTO audit_entry (node, sequence, instant, line)"
                + " SELECT 'nobody', sequence, instant, line FROM audit_entry WHERE node = 'one'");
        assertTrue(fault(places(), "nobody").orElse("").contains("node `one`"));
    }
}
