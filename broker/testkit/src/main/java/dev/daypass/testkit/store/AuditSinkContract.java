package dev.daypass.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditSink;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an {@link AuditSink} must do. Each test starts with an empty sink. */
public interface AuditSinkContract {
    AuditSink auditSink();

    /** Every line that is durable, oldest first. */
    List<String> lines();

    /** Whether what is written still proves itself. */
    boolean verifies();

    @Test
    default void eventIsDurableWhenAppendReturns() {
        auditSink().append(event("c-1", "alice"));
        assertEquals(1, lines().size());
        assertTrue(lines().get(0).contains("\"correlation\":\"c-1\""));
        assertTrue(verifies());
    }

    @Test
    default void eventsKeepTheirOrder() {
        for (int i = 0; i < 20; i++) {
            auditSink().append(event("c-" + i, "alice"));
        }
        List<String> lines = lines();
        assertEquals(20, lines.size());
        for (int i = 0; i < 20; i++) {
            assertTrue(lines.get(i).contains("\"correlation\":\"c-" + i + "\""));
        }
        assertTrue(verifies());
    }

    @Test
    default void concurrentEventsAreAllThereAndChained() {
        AtOnce.call(64, i -> {
            auditSink().append(event("c-" + i + "-end", "alice"));
            assertTrue(lines().stream().anyMatch(line -> line.contains("\"c-" + i + "-end\"")));
            return i;
        });
        assertEquals(64, lines().size());
        assertTrue(verifies());
    }

    @Test
    default void w09HostileEventStaysOneLine() {
        auditSink().append(event("c-1", "mallory\r\n{\"sequence\":2}\u001b[2J" + "x".repeat(1_000_000)));
        auditSink().append(event("c-2", "alice"));
        assertEquals(2, lines().size());
        assertFalse(lines().get(0).chars().anyMatch(character -> character < 0x20));
        assertTrue(lines().get(0).length() < 2_000);
        assertTrue(verifies());
    }

    /** An event about a subject. */
    static AuditEvent event(String correlationId, String subject) {
        return new AuditEvent(
                Instant.parse("2026-03-01T08:00:00Z"),
                AuditEvent.Kind.ASSUME_ROLE,
                AuditEvent.Verdict.GRANTED,
                correlationId,
                "192.0.2.1",
                Optional.empty(),
                Map.of("subject", List.of(subject)));
    }
}
