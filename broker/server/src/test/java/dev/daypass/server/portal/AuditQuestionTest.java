package dev.daypass.server.portal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.server.http.Body;
import dev.daypass.server.http.HeaderLines;
import dev.daypass.server.http.Request;
import dev.daypass.server.portal.view.AdminAudit;
import dev.daypass.server.portal.view.Language;
import dev.daypass.server.portal.view.Words;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A search that has to walk through entries looks back a day, unless it says how far. */
final class AuditQuestionTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:30Z");
    private static final Words WORDS = new Dictionary().in(Language.ENGLISH);

    private static AuditQuestion question(String query) {
        var target = new Request.Target("GET", "/admin/audit", Map.of(), query);
        var origin = new Request.Origin(
                "c-1", new dev.daypass.core.snapshot.RequestContext.Client("192.0.2.1", true, ""), NOW);
        return AuditQuestion.of(new Request(target, HeaderLines.none(), Body.none(), origin), NOW)
                .value()
                .orElseThrow();
    }

    @Test
    void walksLookBackADay() {
        for (String query : List.of("text=x", "person=alice", "role=prod", "kind=SIGN_IN", "outcome=REFUSED")) {
            AuditQuestion question = question(query);
            assertEquals(
                    Optional.of(Instant.parse("2026-02-28T10:00:00Z")),
                    question.filter().from(),
                    query);
            assertTrue(question.defaulted());
            assertEquals("2026-02-28T10:00", question.shown().from());
            assertTrue(question.link("/admin/audit", "after", "x").contains("from=2026-02-28T10%3A00"));
        }
        assertEquals(
                Optional.of(Instant.parse("2025-12-31T00:00:00Z")),
                question("text=x&until=2026-01-01T00:00").filter().from());
    }

    @Test
    void whatIsFoundWithoutAWalkIsBoundByNothing() {
        for (String query :
                List.of("", "correlation=abc", "correlation=abc&text=x", "until=2026-01-01T00:00", "after=1~1~a")) {
            AuditQuestion question = question(query);
            assertEquals(Optional.empty(), question.filter().from(), query);
            assertEquals(Optional.empty(), question.span("/admin/audit", WORDS), query);
            assertFalse(question.defaulted());
        }
    }

    @Test
    void whoLooksFurtherBackIsTaken() {
        List<AdminAudit.Way> ways = question("text=x&after=1~1~a")
                .span("/admin/audit", WORDS)
                .orElseThrow()
                .ways();
        assertEquals(
                List.of("7 days", "30 days", "365 days"),
                ways.stream().map(AdminAudit.Way::text).toList());
        assertEquals("/admin/audit?text=x&from=2026-02-22T10%3A00", ways.get(0).link());
        AuditQuestion month = question("text=x&from=2026-01-30T10:00");
        assertEquals(1, month.span("/admin/audit", WORDS).orElseThrow().ways().size());
        assertEquals(
                Optional.of(Instant.parse("2026-01-30T10:00:00Z")),
                month.filter().from());
    }
}
