package dev.daypass.server.portal;

import dev.daypass.core.administration.AdminAction;
import dev.daypass.core.administration.AdminObject;
import dev.daypass.core.administration.Administrator;
import dev.daypass.core.administration.SessionDirectory;
import dev.daypass.core.administration.SessionFilter;
import dev.daypass.core.login.BrowserSession;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.session.SessionPosition;
import dev.daypass.core.session.SessionRecord;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Form;
import dev.daypass.server.http.Protocol;
import dev.daypass.server.http.Route;
import dev.daypass.server.portal.AdministrationGate.Visit;
import dev.daypass.server.portal.view.AdminPlace;
import dev.daypass.server.portal.view.AdminSessions;
import dev.daypass.server.portal.view.Holdings.Moment;
import dev.daypass.server.portal.view.Words;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The live sessions that an administrator may see: {@code GET /admin/sessions} lists them, {@code GET /admin/sessions/{id}} shows one, and {@code
 * POST /admin/sessions/end} ends one, all of a subject or all of a role. Safe for several threads.
 */
final class AdminSessionsEndpoint {
    private static final String PATH = AdminPlace.SESSIONS.path();
    private static final int ROWS = 25;
    private static final int LONGEST_REASON = 200;
    private static final int LONGEST_SAID = 200;

    private final AdminCore core;
    private final AdministrationGate gate;
    private final Frame frame;
    private final AdminSessionPage page;

    AdminSessionsEndpoint(AdminCore core, AdministrationGate gate, Frame frame) {
        this.core = core;
        this.gate = gate;
        this.frame = frame;
        this.page = new AdminSessionPage(core, gate, frame);
    }

    List<Route> routes(Protocol protocol) {
        return List.of(
                gate.page(PATH, AdminAction.LIST_SESSIONS, protocol, this::list),
                gate.page(PATH + "/{id}", AdminAction.LIST_SESSIONS, protocol, page::answer),
                gate.change(PATH + "/end", AdminAction.REVOKE_SESSION, protocol, this::end));
    }

    private Outcome<Answer> list(Visit visit) {
        return AdminQuery.of(visit.request()).map(query -> list(visit, query));
    }

    private Answer list(Visit visit, AdminQuery query) {
        Words words = frame.words(visit.request().headers());
        boolean signIns = query.typed("kind").equals("sign-ins");
        Predicate<AdminObject> sight = gate.sight(visit, AdminAction.LIST_SESSIONS);
        Predicate<AdminObject> reach = gate.sight(visit, AdminAction.REVOKE_SESSION);
        SessionDirectory.Page<AdminSessions.Row> page = page(signIns, query, sight, reach, visit, words);
        var view = new AdminSessions(
                signIns,
                !sight.test(AdminObject.everything()),
                shown(query, visit),
                page.sessions(),
                page.next()
                        .map(place -> query.and("ended", "").and("said", "").with(PATH, "after", place.text()))
                        .orElse(""),
                endAll(query).filter(all -> reach.test(object(all.scope(), all.name(), visit))),
                gate.said(visit, query, "ended"));
        var shell =
                frame.signedIn(words, words.of("live.title"), AdminPlace.SESSIONS.place(), People.person(visit.who()));
        return Frame.page(Pages.adminSessions(shell, view, visit.who().csrf()), words);
    }

    private SessionDirectory.Page<AdminSessions.Row> page(
            boolean signIns,
            AdminQuery query,
            Predicate<AdminObject> sight,
            Predicate<AdminObject> reach,
            Visit visit,
            Words words) {
        var filter = new SessionFilter(
                query.text("provider"),
                query.text("subject"),
                query.text("role"),
                query.text("account"),
                query.text("address"),
                query.text("text"));
        Optional<SessionPosition> after = query.text("after").flatMap(SessionPosition::parse);
        if (signIns) {
            var found = core.sessions().signIns(filter, sight, after, ROWS, visit.context());
            boolean mayEnd = reach.test(AdminObject.everything());
            return new SessionDirectory.Page<>(
                    found.sessions().stream()
                            .map(session -> row(session, mayEnd, words))
                            .toList(),
                    found.next());
        }
        var found = core.sessions().roles(filter, sight, after, ROWS, visit.context());
        return new SessionDirectory.Page<>(
                found.sessions().stream()
                        .map(session -> row(session, reach.test(AdminObject.of(session)), words))
                        .toList(),
                found.next());
    }

    /** All of a role are of its account; all of a person may be of any. */
    static AdminObject object(String scope, String name, Visit visit) {
        return scope.equals("role")
                ? visit.context().snapshot().role(name).map(AdminObject::of).orElseGet(AdminObject::everything)
                : AdminObject.everything();
    }

    private static AdminSessions.Filter shown(AdminQuery query, Visit visit) {
        return new AdminSessions.Filter(
                query.typed("text"),
                query.typed("subject"),
                query.typed("provider"),
                query.typed("role"),
                query.typed("account"),
                query.typed("address"),
                visit.context().snapshot().providers().stream()
                        .map(provider -> provider.id().name())
                        .sorted()
                        .toList());
    }

    /** A name alone is nobody's: each provider has people of that name. */
    private static Optional<AdminSessions.EndAll> endAll(AdminQuery query) {
        return query.text("subject")
                .filter(subject -> !query.typed("provider").isEmpty() || subject.startsWith("arn:"))
                .map(subject -> new AdminSessions.EndAll("subject", subject, query.typed("provider")))
                .or(() -> query.text("role").map(role -> new AdminSessions.EndAll("role", role, "")));
    }

    private static AdminSessions.Row row(SessionRecord session, boolean mayEnd, Words words) {
        return new AdminSessions.Row(
                session.id(),
                PATH + "/" + session.id(),
                session.subject(),
                session.provider().map(provider -> provider.name()).orElse(""),
                session.owner().reference(),
                "",
                session.lineage().depth(),
                moment(session.issuedAt(), words),
                moment(session.expiresAt(), words),
                mayEnd);
    }

    private static AdminSessions.Row row(BrowserSession session, boolean mayEnd, Words words) {
        String device = session.program()
                .map(program -> SessionsEndpoint.terminal(program, words))
                .orElseGet(() -> Devices.named(session.device().userAgent()));
        return new AdminSessions.Row(
                session.handle(),
                PATH + "/" + session.handle(),
                session.identity().subject().value(),
                session.identity().provider().name(),
                device.isEmpty() ? words.of("sessions.unknownDevice") : device,
                session.device().address(),
                0,
                moment(session.signedInAt(), words),
                moment(session.lastSeen(), words),
                mayEnd);
    }

    static Moment moment(Instant instant, Words words) {
        return new Moment(instant, words.moment(instant));
    }

    private Outcome<Answer> end(Visit visit, Form form) {
        String because = form.get("reason").map(String::strip).orElse("");
        if (because.length() > LONGEST_REASON) {
            return Outcome.refused(
                    Reason.PARAMETER_INVALID,
                    "the reason is longer than " + LONGEST_REASON + " characters",
                    "a reason of " + because.length() + " characters");
        }
        String scope = form.get("scope").orElse("session");
        String id = form.get("id").orElse("");
        AdminObject object = scope.equals("session")
                ? core.sessions().object(id)
                : object(scope, form.get("name").orElse(""), visit);
        return gate.allowed(visit, AdminAction.REVOKE_SESSION, object)
                .then(allowed -> end(scope, form, because, allowed, visit))
                .map(what -> Answer.seeOther(gate.saying(visit, PATH, "ended", shortened(what))));
    }

    private Outcome<String> end(String scope, Form form, String because, Administrator allowed, Visit visit) {
        String by = allowed.by() + (because.isEmpty() ? "" : ", because: " + because);
        String name = form.get("name").orElse("");
        return switch (scope) {
            case "session" -> core.sessions().end(form.get("id").orElse(""), by, visit.context());
            case "role" -> core.sessions().endRole(name, by, visit.context());
            case "subject" -> core.sessions().endSubject(form.get("provider").orElse(""), name, by, visit.context());
            default -> Outcome.refused(Reason.PARAMETER_INVALID, "`scope` is none of its choices", "an unknown scope");
        };
    }

    /** No longer than an address takes it again. */
    private static String shortened(String text) {
        return text.length() <= LONGEST_SAID ? text : text.substring(0, text.offsetByCodePoints(0, LONGEST_SAID / 2));
    }
}
