package dev.daypass.server.portal;

import dev.daypass.core.exchange.SessionBound;
import dev.daypass.core.explain.Explanation.RoleReport;
import dev.daypass.core.policy.Decision;
import dev.daypass.core.policy.Explanation;
import dev.daypass.core.policy.Explanation.ElementVerdict;
import dev.daypass.core.policy.Explanation.StatementVerdict;
import dev.daypass.core.session.Session;
import dev.daypass.server.portal.view.Inquiry;
import dev.daypass.server.portal.view.Why.Mark;
import dev.daypass.server.portal.view.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Puts into words what there is to tell of one role. Immutable. */
final class RoleWords {
    private static final int MOST_STATEMENTS = 30;

    private final Words words;

    RoleWords(Words words) {
        this.words = words;
    }

    Inquiry.Role of(RoleReport report, Optional<Decision> decision) {
        boolean trustCounts = report.obtained() || !report.grantedBy().isEmpty();
        return new Inquiry.Role(
                report.role(),
                report.obtained() ? Mark.YES : Mark.NO,
                sentence(report),
                report.session().map(session -> facts(session, report)).orElseGet(List::of),
                report.trust()
                        .filter(trust -> trustCounts)
                        .map(trust -> statements(trust.explain()))
                        .orElseGet(List::of),
                decision.map(this::answer),
                decision.map(asked -> applying(asked.explain())).orElseGet(List::of));
    }

    private String sentence(RoleReport report) {
        if (report.obtained()) {
            return words.of("explain.role.given", String.join(", ", report.grantedBy()));
        }
        if (!report.deniedBy().isEmpty()) {
            return words.of("explain.role.denied", String.join(", ", report.deniedBy()));
        }
        return report.refusal().map(refusal -> refusal.auditDetail()).orElse("");
    }

    private List<String> facts(Session session, RoleReport report) {
        var facts = new ArrayList<String>();
        Duration length = Duration.ofSeconds(
                session.expiresAt().getEpochSecond() - session.issuedAt().getEpochSecond());
        facts.add(words.of("explain.session", session.labels().name(), words.length(length)));
        if (!report.bounds().isEmpty()) {
            facts.add(words.of("explain.limits", bounds(report.bounds())));
        }
        if (!session.labels().tags().isEmpty()) {
            facts.add(words.of(
                    "explain.tags",
                    session.labels().tags().entrySet().stream()
                            .map(tag -> tag.getKey() + "=" + tag.getValue())
                            .collect(Collectors.joining(", "))));
        }
        session.labels().sourceIdentity().ifPresent(source -> facts.add(words.of("explain.sourceIdentity", source)));
        return facts;
    }

    private String bounds(List<SessionBound> bounds) {
        return bounds.stream()
                .map(bound -> words.of(
                        "explain.limit." + bound.by().name().toLowerCase(Locale.ROOT), words.length(bound.longest())))
                .collect(Collectors.joining(", "));
    }

    private Inquiry.Line answer(Decision decision) {
        String why = decision.missingAllow()
                .map(type -> words.of("explain.decision.missing", type.kind()))
                .orElseGet(
                        () -> decision.deciding().stream().map(Object::toString).collect(Collectors.joining(", ")));
        return new Inquiry.Line(
                decision.allowed() ? Mark.YES : Mark.NO,
                words.of(decision.allowed() ? "explain.decision.allow" : "explain.decision.deny", why));
    }

    private List<Inquiry.Statement> statements(Explanation explanation) {
        return explanation.policies().stream()
                .flatMap(policy -> policy.statements().stream())
                .limit(MOST_STATEMENTS)
                .map(this::statement)
                .toList();
    }

    private List<Inquiry.Statement> applying(Explanation explanation) {
        return explanation.applying().stream()
                .limit(MOST_STATEMENTS)
                .map(this::statement)
                .toList();
    }

    private Inquiry.Statement statement(StatementVerdict verdict) {
        String name = verdict.effect().text() + " "
                + verdict.statement()
                        .sid()
                        .orElseGet(() -> "#" + verdict.statement().index()) + ", "
                + verdict.statement().source();
        return new Inquiry.Statement(
                verdict.applies() ? Mark.YES : Mark.OPEN,
                name,
                verdict.elements().stream().map(this::element).toList());
    }

    private Inquiry.Line element(ElementVerdict element) {
        String name = element.element() + element.key().map(key -> " " + key).orElse("");
        String found =
                element.actual().isEmpty() ? words.of("explain.element.nothing") : String.join(", ", element.actual());
        return new Inquiry.Line(
                element.matches() ? Mark.YES : Mark.NO,
                words.of("explain.element", name, String.join(", ", element.written()), found));
    }
}
