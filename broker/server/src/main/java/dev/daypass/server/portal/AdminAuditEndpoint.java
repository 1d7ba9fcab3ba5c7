package dev.daypass.server.portal;

import dev.daypass.core.administration.AdminAction;
import dev.daypass.core.administration.AuditFilter;
import dev.daypass.core.administration.AuditReading;
import dev.daypass.core.administration.ChainStates;
import dev.daypass.core.audit.AuditRecord;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.UnavailableException;
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
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The audit: {@code GET /admin/audit} lists entries, {@code GET /admin/audit/{correlationId}} tells one story, {@code GET
 * /admin/audit-export} hands entries out as a file. A file that is cut says so: in its name, in a {@code Link} to the rest
 * (RFC 8288) and in its last line. Safe for several threads.
 */
final class AdminAuditEndpoint {
    private static final String PATH = AdminPlace.AUDIT.path();
    private static final String EXPORT = PATH + "-export";
    private static final int ROWS = 25;
    private static final int MOST_OF_A_STORY = 50;
    private static final int MOST_EXPORTED = 10_000;
    private static final Answer.Mark STOPPED = new Answer.Mark("unavailable", Answer.Attempt.HARMLESS);
    private static final Logger LOG = LoggerFactory.getLogger(AdminAuditEndpoint.class);

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

    private Outcome<Answer> list(Visit visit) {
        return AuditQuestion.of(visit.request(), visit.context().instant()).map(question -> looked(question, ROWS)
                .map(page -> Frame.page(body(question, page, false, visit), words(visit)))
                .orElseGet(() -> stopped(question, visit)));
    }

    /** Empty if the search was stopped: it took too long, or too many search at once. */
    private Optional<AuditReading.Page> looked(AuditQuestion question, int most) {
        try {
            return Optional.of(core.audit().page(question.filter(), question.after(), most));
        } catch (UnavailableException e) {
            LOG.warn("a search of the audit was stopped", e);
            return Optional.empty();
        }
    }

    /** The page with what was asked for, so that less can be asked for. */
    private Answer stopped(AuditQuestion question, Visit visit) {
        var nothing = new AuditReading.Page(List.of(), Optional.empty());
        return Frame.refused(503, body(question, nothing, true, visit), words(visit), STOPPED);
    }

    private Words words(Visit visit) {
        return frame.words(visit.request().headers());
    }

    private Body body(AuditQuestion question, AuditReading.Page page, boolean stopped, Visit visit) {
        Words words = words(visit);
        ChainStates.State chain = core.chain().at(visit.context().instant());
        var view = new AdminAudit(
                question.shown(),
                AuditStory.chain(chain, words),
                question.span(PATH, words),
                stopped,
                page.entries().stream()
                        .map(entry -> AuditStory.row(entry, chain, words))
                        .toList(),
                page.next()
                        .map(place -> question.link(PATH, "after", place.text()))
                        .orElse(""),
                question.link(EXPORT, "format", "jsonl"),
                question.link(EXPORT, "format", "csv"));
        var shell =
                frame.signedIn(words, words.of("trail.title"), AdminPlace.AUDIT.place(), People.person(visit.who()));
        return Pages.adminAudit(shell, view);
    }

    private Outcome<Answer> story(Visit visit) {
        Words words = words(visit);
        ChainStates.State chain = core.chain().at(visit.context().instant());
        String id = visit.request().variable("correlationId");
        List<AuditRecord> entries = new ArrayList<>(core.audit()
                .page(AuditFilter.of(id), Optional.empty(), MOST_OF_A_STORY)
                .entries());
        Collections.reverse(entries);
        var view = new AdminStory(
                id,
                AuditStory.chain(chain, words),
                entries.stream()
                        .map(entry -> AuditStory.chapter(entry, chain, words))
                        .toList());
        var shell =
                frame.signedIn(words, words.of("trail.story"), AdminPlace.AUDIT.place(), People.person(visit.who()));
        return Outcome.granted(Frame.page(Pages.adminStory(shell, view), words));
    }

    private Outcome<Answer> export(Visit visit) {
        return AuditQuestion.of(visit.request(), visit.context().instant())
                .map(question -> looked(question, MOST_EXPORTED)
                        .map(page -> file(question, page))
                        .orElseGet(() -> stopped(question, visit)));
    }

    private static Answer file(AuditQuestion question, AuditReading.Page page) {
        boolean table = question.query().typed("format").equals("csv");
        Optional<String> next = page.next().map(place -> question.link(EXPORT, "after", place.text()));
        var export = new AuditExport(page.entries(), next);
        String since = question.defaulted()
                ? "-since-" + question.query().typed("from").replaceAll("[^0-9T]", "") + "Z"
                : "";
        String name = "audit" + since + (next.isPresent() ? "-part" : "") + (table ? ".csv" : ".jsonl");
        Answer answer = Answer.ok(
                        table ? AuditExport.CSV : AuditExport.JSON_LINES,
                        Body.of(table ? export.csv() : export.jsonLines()))
                .with("Content-Disposition", "attachment; filename=\"" + name + "\"");
        return next.map(link -> answer.with("Link", "<" + link + ">; rel=\"next\""))
                .orElse(answer);
    }
}
