package dev.daypass.server.portal;

import dev.daypass.core.administration.AuditFilter;
import dev.daypass.core.audit.AuditCursor;
import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.server.http.Request;
import dev.daypass.server.portal.view.AdminAudit;
import dev.daypass.server.portal.view.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What somebody asks the audit. Where entries have to be walked through, the question looks back a day unless it says how
 * far: so that nobody's search walks through years by mistake, at the expense of everybody else.
 *
 * @param query as it stands in the address, with the time that is looked at
 * @param end until when entries are looked at
 * @param defaulted whether the beginning was not asked for
 */
record AuditQuestion(AdminQuery query, AuditFilter filter, Instant end, boolean defaulted) {
    private static final Duration FIRST = Duration.ofDays(1);
    private static final List<Integer> FURTHER = List.of(7, 30, 365);

    static Outcome<AuditQuestion> of(Request request, Instant now) {
        return AdminQuery.of(request).then(query -> filter(query).map(filter -> bounded(query, filter, now)));
    }

    private static AuditQuestion bounded(AdminQuery query, AuditFilter filter, Instant now) {
        Instant end = filter.until().orElse(now);
        if (!filter.isWalk() || filter.from().isPresent()) {
            return new AuditQuestion(query, filter, end, false);
        }
        Instant from = minute(end.minus(FIRST));
        return new AuditQuestion(query.and("from", AdminQuery.typed(from)), filter.since(from), end, true);
    }

    private static Instant minute(Instant instant) {
        return Instant.ofEpochSecond(instant.getEpochSecond() / 60 * 60);
    }

    private static Outcome<AuditFilter> filter(AdminQuery query) {
        return query.choice("kind", AuditEvent.Kind.class)
                .then(kind -> query.choice("outcome", AuditEvent.Verdict.class)
                        .then(outcome -> query.choice("reason", Reason.class)
                                .then(reason -> query.time("from").then(from -> query.time("until")
                                        .map(until -> new AuditFilter(
                                                kind,
                                                outcome,
                                                reason,
                                                query.text("person"),
                                                query.text("role"),
                                                query.text("correlation"),
                                                from,
                                                until,
                                                query.text("text")))))));
    }

    /** From where the page goes on. */
    Optional<AuditCursor> after() {
        return query.text("after").flatMap(AuditCursor::parse);
    }

    /** The same question at another address. */
    String link(String path, String name, String value) {
        return query.with(path, name, value);
    }

    /** How far the search looks back, and ways to look further; empty if it looks at everything. */
    Optional<AdminAudit.Span> span(String path, Words words) {
        return filter.from().filter(from -> filter.isWalk()).map(from -> {
            List<AdminAudit.Way> ways = new ArrayList<>();
            for (int days : FURTHER) {
                Instant further = end.minus(Duration.ofDays(days));
                if (further.isBefore(from)) {
                    AdminQuery asked = query.and("after", "").and("from", AdminQuery.typed(further));
                    ways.add(new AdminAudit.Way(words.of("trail.span.days", days), asked.with(path, "after", "")));
                }
            }
            return new AdminAudit.Span(words.of("trail.span", words.moment(from)), ways);
        });
    }

    /** The filters as typed. */
    AdminAudit.Filter shown() {
        return new AdminAudit.Filter(
                query.typed("kind"),
                query.typed("outcome"),
                query.typed("reason"),
                query.typed("person"),
                query.typed("role"),
                query.typed("correlation"),
                query.typed("from"),
                query.typed("until"),
                query.typed("text"),
                names(AuditEvent.Kind.values()),
                names(Reason.values()));
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).sorted().toList();
    }
}
