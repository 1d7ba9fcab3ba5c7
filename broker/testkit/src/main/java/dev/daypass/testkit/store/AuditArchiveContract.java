package dev.daypass.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.daypass.core.audit.AuditArchive;
import dev.daypass.core.audit.AuditCursor;
import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditRecord;
import dev.daypass.core.audit.AuditSearch;
import dev.daypass.core.audit.AuditSink;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an {@link AuditArchive} must do. Each test starts with an empty one. */
public interface AuditArchiveContract {
    Instant START = TestSessions.START;

    AuditSink auditSink();

    AuditArchive archive();

    @Test
    default void entriesComeNewestFirstPageByPage() {
        for (int i = 0; i < 7; i++) {
            auditSink().append(event("c-" + i, "alice", START.plusSeconds(i / 2)));
        }
        var seen = new ArrayList<String>();
        Optional<AuditCursor> place = Optional.empty();
        List<String> page;
        do {
            page = archive()
                    .newest(new AuditSearch(Optional.empty(), Optional.empty(), place, Optional.empty(), List.of(), 2));
            for (String line : page) {
                AuditRecord entry = AuditRecord.parse(line).orElseThrow();
                seen.add(entry.correlation());
                place = AuditCursor.parse(AuditCursor.behind(entry.entry()).text());
            }
        } while (!page.isEmpty());
        assertEquals(List.of("c-6", "c-5", "c-4", "c-3", "c-2", "c-1", "c-0"), seen);
    }

    @Test
    default void fragmentsStandForThemselvesWhateverTheirCase() {
        for (String who : List.of("Alice", "100%_!bob", "ca\"rol", "\u202Edave")) {
            auditSink().append(event("of-" + who.length(), who, START));
            assertEquals(1, found(AuditSearch.escaped(who)).size(), who);
        }
        assertEquals(1, found("aLICE").size());
        assertEquals(List.of(), found("100__!bob"));
        assertEquals(List.of(), found("%alice%"));
        assertEquals(List.of(), found("' OR 1=1 --"));
    }

    @Test
    default void timesBoundWhatIsFound() {
        for (int i = 0; i < 5; i++) {
            auditSink().append(event("c-" + i, "alice", START.plusSeconds(i)));
        }
        var search = new AuditSearch(
                Optional.of(START.plusSeconds(1)),
                Optional.of(START.plusSeconds(3)),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                10);
        assertEquals(2, archive().newest(search).size());
    }

    @Test
    default void storyIsFoundByItsCorrelationIdAlone() {
        String id = "0b46b551-0c44-4bd4-885e-b49cdbcca379";
        for (String correlation : List.of(id, id + "0", id.toUpperCase(Locale.ROOT), "-", "of " + id, id)) {
            auditSink().append(event(correlation, "correlation\":\"" + id, START));
        }
        assertEquals(List.of(id, id), correlations(id));
        assertEquals(List.of("-"), correlations("-"));
        for (String other : List.of("", id.substring(1), "%", "0b46b551_0c44-4bd4-885e-b49cdbcca379", "' OR 1=1 --")) {
            assertEquals(List.of(), correlations(other), other);
        }
        var bounded =
                new AuditSearch(Optional.empty(), Optional.of(START), Optional.empty(), Optional.of(id), List.of(), 10);
        assertEquals(List.of(), archive().newest(bounded));
    }

    @Test
    default void storyOfAnIdThatIsNoneOfOursIsFoundToo() {
        for (String id : List.of("c\"d", "\u202Eé", "x".repeat(300))) {
            auditSink().append(event(id, "alice", START));
            assertEquals(1, correlations(id).size(), id);
        }
    }

    private List<String> correlations(String id) {
        return archive()
                .newest(new AuditSearch(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(id), List.of(), 10))
                .stream()
                .map(line -> AuditRecord.parse(line).orElseThrow().correlation())
                .toList();
    }

    private List<String> found(String fragment) {
        return archive()
                .newest(new AuditSearch(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of(fragment), 10));
    }

    private static AuditEvent event(String correlation, String subject, Instant at) {
        return new AuditEvent(
                at,
                AuditEvent.Kind.SIGN_IN,
                AuditEvent.Verdict.GRANTED,
                correlation,
                "192.0.2.1",
                Optional.empty(),
                Map.of("subject", List.of(subject)));
    }
}
