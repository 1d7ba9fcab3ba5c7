package dev.daypass.server.portal;

import dev.daypass.core.administration.AdminAction;
import dev.daypass.core.administration.AuditFilter;
import dev.daypass.core.administration.AuditReading;
import dev.daypass.core.audit.AuditCursor;
import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditRecord;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Body;
import dev.daypass.server.http.Protocol;
import dev.daypass.server.http.Route;
import dev.daypass.server.portal.AdministrationGate.Visit;
import dev.daypass.server.portal.view.AdminAudit;
import dev.daypass.server.portal.view.AdminPlace;
import dev.daypass.server.portal.view.AdminStory;
import dev.daypass.server.portal.view.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The audit: {@code GET /admin/audit} lists entries, {@code GET /admin/audit/{correlationId}} tells one story, {@code GET
 * /admin/audit-export} hands entries out as a file. Safe for several threads.
 */
final class AdminAuditEndpoint {
    private static final String PATH = AdminPlace.AUDIT.path();
    private static final String EXPORT = PATH + "-export";
    private static final int ROWS = 25;
    private static final int MOST_OF_A_STORY = 50;
    private static final int MOST_EXPORTED = 10_000;

    private final AdminCore core;
    private final AdministrationGate gate;
    private final Frame frame;

    AdminAuditEndpoint(AdminCore core, AdministrationGate gate, Frame frame) {
        this.core = core;
        this.gate = gate;
        this.frame = frame;
    }

    List<Route> routes(Protocol protocol) {
        return List.of(
                gate.page(PATH, AdminAction.READ_AUDIT, protocol, this::list),
                gate.page(PATH + "/{correlationId}", AdminAction.READ_AUDIT, protocol, this::story),
                gate.page(EXPORT, AdminAction.READ_AUDIT, protocol, this::export));
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

    private Outcome<Answer> list(Visit visit) {
        return AdminQuery.of(visit.request()).then(query -> filter(query).map(filter -> list(visit, query, filter)));
    }

    private Answer list(Visit visit, AdminQuery query, AuditFilter filter) {
        Words words = frame.words(visit.request().headers());
        AuditReading.Page page = core.audit().page(filter, query.text("after").flatMap(AuditCursor::parse), ROWS);
        var view = new AdminAudit(
                shown(query),
                AuditStory.chain(core.chain().at(visit.context().instant()), words),
                page.entries().stream()
                        .map(entry -> AuditStory.row(entry, words))
                        .toList(),
                page.next()
                        .map(place -> query.with(PATH, "after", place.text()))
                        .orElse(""),
                query.with(EXPORT, "format", "jsonl"),
                query.with(EXPORT, "format", "csv"));
        var shell =
                frame.signedIn(words, words.of("trail.title"), AdminPlace.AUDIT.place(), People.person(visit.who()));
        return Frame.page(Pages.adminAudit(shell, view), words);
    }

    private static AdminAudit.Filter shown(AdminQuery query) {
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

    private Outcome<Answer> story(Visit visit) {
        Words words = frame.words(visit.request().headers());
        String id = visit.request().variable("correlationId");
        List<AuditRecord> entries = new ArrayList<>(core.audit()
                .page(AuditFilter.of(id), Optional.empty(), MOST_OF_A_STORY)
                .entries());
        Collections.reverse(entries);
        var view = new AdminStory(
                id,
                AuditStory.chain(core.chain().at(visit.context().instant()), words),
                entries.stream().map(entry -> AuditStory.chapter(entry, words)).toList());
        var shell =
                frame.signedIn(words, words.of("trail.story"), AdminPlace.AUDIT.place(), People.person(visit.who()));
        return Outcome.granted(Frame.page(Pages.adminStory(shell, view), words));
    }

    private Outcome<Answer> export(Visit visit) {
        return AdminQuery.of(visit.request()).then(query -> filter(query).map(filter -> {
            List<AuditRecord> entries = core.audit()
                    .page(filter, query.text("after").flatMap(AuditCursor::parse), MOST_EXPORTED)
                    .entries();
            boolean table = query.typed("format").equals("csv");
            return Answer.ok(
                            table ? AuditExport.CSV : AuditExport.JSON_LINES,
                            Body.of(table ? AuditExport.csv(entries) : AuditExport.jsonLines(entries)))
                    .with("Content-Disposition", "attachment; filename=\"audit." + (table ? "csv" : "jsonl") + "\"");
        }));
    }
}
