package dev.daypass.server.portal;

import dev.daypass.core.administration.AdminAction;
import dev.daypass.core.administration.AdminObject;
import dev.daypass.core.administration.AuditFilter;
import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditRecord;
import dev.daypass.core.login.BrowserSession;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.session.SessionLineage;
import dev.daypass.core.session.SessionRecord;
import dev.daypass.server.http.Answer;
import dev.daypass.server.portal.AdministrationGate.Visit;
import dev.daypass.server.portal.view.AdminPlace;
import dev.daypass.server.portal.view.AdminSession;
import dev.daypass.server.portal.view.AdminSessions;
import dev.daypass.server.portal.view.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** One live session with all that hangs on it. Safe for several threads. */
final class AdminSessionPage {
    /** The audit has an issue's entry within this time of the session's beginning. */
    private static final Duration AROUND = Duration.ofSeconds(5);

    private final AdminCore core;
    private final AdministrationGate gate;
    private final Frame frame;

    AdminSessionPage(AdminCore core, AdministrationGate gate, Frame frame) {
        this.core = core;
        this.gate = gate;
        this.frame = frame;
    }

    Outcome<Answer> answer(Visit visit) {
        String id = visit.request().variable("id");
        Words words = frame.words(visit.request().headers());
        Predicate<AdminObject> sight = gate.sight(visit, AdminAction.LIST_SESSIONS);
        // One that is not theirs to see and one that is not there are the same to them.
        Optional<AdminSession> view = core.sessions()
                .role(id, visit.context())
                .filter(session -> sight.test(AdminObject.of(session)))
                .map(session -> view(session, sight, visit, words))
                .or(() -> core.sessions()
                        .signIn(id, visit.context())
                        .filter(session -> sight.test(AdminObject.everything()))
                        .map(session -> view(session, sight, visit, words)));
        return view.map(session -> Outcome.granted(page(session, visit, words)))
                .orElseGet(() -> Outcome.refused(
                        Reason.PARAMETER_INVALID, "No live session has this id", "no live session has this id"));
    }

    private Answer page(AdminSession view, Visit visit, Words words) {
        var shell = frame.signedIn(
                words, words.of("live.one", view.id()), AdminPlace.SESSIONS.place(), People.person(visit.who()));
        return Frame.page(Pages.adminSession(shell, view, visit.who().csrf()), words);
    }

    private AdminSession view(SessionRecord session, Predicate<AdminObject> sight, Visit visit, Words words) {
        String provider = session.provider().map(name -> name.name()).orElse("");
        List<AdminSession.Fact> facts = new ArrayList<>();
        facts.add(fact("live.subject", session.subject()));
        facts.add(fact("live.provider", provider));
        facts.add(fact("live.arn", session.owner().arn().toString()));
        facts.add(fact(
                "live.tags",
                String.join(", ", new TreeSet<>(session.labels().tags().keySet()))));
        facts.add(fact("live.sourceIdentity", session.labels().sourceIdentity().orElse("")));
        facts.add(fact("live.since", session.issuedAt(), words));
        facts.add(fact("live.until", session.expiresAt(), words));
        facts.removeIf(each -> each.text().isEmpty());
        List<AdminSession.Link> before = session.lineage().ancestors().stream()
                .filter(ancestor -> sight.test(core.sessions().object(ancestor.id())))
                .map(ancestor -> ancestor(ancestor, words))
                .toList();
        Predicate<AdminObject> reach = gate.sight(visit, AdminAction.REVOKE_SESSION);
        var ends = Stream.of(
                        new AdminSessions.EndAll("subject", session.subject(), provider),
                        new AdminSessions.EndAll("role", session.owner().reference(), ""))
                .filter(all -> reach.test(AdminSessionsEndpoint.object(all.scope(), all.name(), visit)))
                .toList();
        return new AdminSession(
                session.id(),
                session.owner().reference(),
                facts,
                before,
                after(session.id(), session.subject(), sight, visit),
                ends,
                audit(session.id(), session.issuedAt()),
                minted(session),
                reach.test(AdminObject.of(session)));
    }

    private AdminSession view(BrowserSession session, Predicate<AdminObject> sight, Visit visit, Words words) {
        String subject = session.identity().subject().value();
        String provider = session.identity().provider().name();
        List<AdminSession.Fact> facts = List.of(
                fact("live.subject", subject),
                fact("live.provider", provider),
                fact("live.address", session.device().address()),
                fact("live.device", session.device().userAgent()),
                fact("live.since", session.signedInAt(), words),
                fact("live.seen", session.lastSeen(), words),
                fact("live.until", session.expiresAt(), words));
        return new AdminSession(
                session.handle(),
                words.of("live.signInOf", People.name(session.identity())),
                facts,
                List.of(),
                after(session.handle(), subject, sight, visit),
                List.of(new AdminSessions.EndAll("subject", subject, provider)),
                audit(session.handle(), session.signedInAt()),
                Optional.empty(),
                gate.sight(visit, AdminAction.REVOKE_SESSION).test(AdminObject.everything()));
    }

    private List<AdminSession.Link> after(String id, String subject, Predicate<AdminObject> sight, Visit visit) {
        return core.sessions().descendants(id, subject, sight, visit.context()).stream()
                .map(session -> new AdminSession.Link(
                        session.owner().reference(), session.id(), AdminPlace.SESSIONS.path() + "/" + session.id()))
                .toList();
    }

    /** All that the audit tells of a session since it began. */
    private static String audit(String id, Instant began) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("text", id);
        parameters.put("from", AdminQuery.typed(began.minus(AROUND)));
        return AdminQuery.link(AdminPlace.AUDIT.path(), parameters);
    }

    private static AdminSession.Link ancestor(SessionLineage.Ancestor ancestor, Words words) {
        boolean browser = ancestor.id().startsWith(SessionLineage.BROWSER);
        return new AdminSession.Link(
                words.of(browser ? "live.signIn" : "live.roleSession"),
                ancestor.id(),
                AdminPlace.SESSIONS.path() + "/" + ancestor.id());
    }

    private Optional<AdminSession.Minted> minted(SessionRecord session) {
        var filter = AuditFilter.within(
                session.id(),
                AuditEvent.Kind.ASSUME_ROLE,
                session.issuedAt().minus(AROUND),
                session.issuedAt().plus(AROUND));
        return core.audit()
                .glimpse(filter)
                .filter(entry -> entry.fact("session").equals(Optional.of(session.id())))
                .map(AdminSessionPage::minted);
    }

    private static AdminSession.Minted minted(AuditRecord entry) {
        return new AdminSession.Minted(
                entry.facts().getOrDefault("rules", List.of()),
                entry.client(),
                AdminPlace.AUDIT.path() + "/" + AdminQuery.encode(entry.correlation()));
    }

    private static AdminSession.Fact fact(String key, String text) {
        return new AdminSession.Fact(key, text, Optional.empty());
    }

    private static AdminSession.Fact fact(String key, Instant instant, Words words) {
        return new AdminSession.Fact(
                key, words.moment(instant), Optional.of(AdminSessionsEndpoint.moment(instant, words)));
    }
}
