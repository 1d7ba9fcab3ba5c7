package dev.daypass.server.portal;

import dev.daypass.core.explain.Explanation;
import dev.daypass.core.explain.Explanation.RoleReport;
import dev.daypass.core.insight.AccessCase;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.rules.RuleTrace.ConditionReport;
import dev.daypass.core.rules.RuleTrace.RuleReport;
import dev.daypass.core.rules.RuleTrace.Truth;
import dev.daypass.core.rules.Verdict;
import dev.daypass.core.signin.ProofInspection.Check;
import dev.daypass.server.portal.view.Inquiry;
import dev.daypass.server.portal.view.Why.Mark;
import dev.daypass.server.portal.view.Words;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Puts everything about somebody's access into words, for administrators. Immutable. */
final class CaseWords {
    private final Words words;
    private final RoleWords roles;

    CaseWords(Words words) {
        this.words = words;
        this.roles = new RoleWords(words);
    }

    /**
     * @param source what was looked at, in words
     */
    Inquiry.Finding of(AccessCase about, String source) {
        Optional<Explanation> explanation = about.explanation();
        List<RuleReport> rules = explanation.map(told -> told.rules().rules()).orElseGet(List::of);
        List<RoleReport> reports = explanation.map(Explanation::roles).orElseGet(List::of);
        long obtained = reports.stream().filter(RoleReport::obtained).count();
        Optional<Refusal> refused = about.checks().stream()
                .flatMap(check -> check.refusal().stream())
                .findFirst()
                .or(() -> explanation.flatMap(Explanation::signIn));
        return new Inquiry.Finding(
                about.subject(),
                about.provider().name(),
                source,
                words.of("explain.summary", obtained, reports.size()),
                refused.map(Refusal::auditDetail),
                about.checks().stream().map(this::check).toList(),
                explanation.map(Explanation::assumptions).orElseGet(List::of),
                explanation.map(told -> user(told, about)).orElseGet(List::of),
                WhyWords.known(about.sent()),
                rules.stream()
                        .filter(rule -> rule.verdict() != Verdict.SKIPPED_PROVIDER)
                        .map(this::rule)
                        .toList(),
                (int) rules.stream()
                        .filter(rule -> rule.verdict() == Verdict.SKIPPED_PROVIDER)
                        .count(),
                reports.stream()
                        .map(report -> roles.of(
                                report, Optional.ofNullable(about.decisions().get(report.role()))))
                        .toList());
    }

    private Inquiry.Line check(Check check) {
        String stage = words.of("explain.check." + check.stage().name().toLowerCase(Locale.ROOT));
        return new Inquiry.Line(
                check.holds() ? Mark.YES : Mark.NO,
                stage
                        + check.refusal()
                                .map(refusal -> ": " + refusal.auditDetail())
                                .orElse(""));
    }

    private List<Inquiry.Attribute> user(Explanation explanation, AccessCase about) {
        return WhyWords.known(explanation.user()).stream()
                .map(known -> new Inquiry.Attribute(
                        known, origin(Optional.ofNullable(about.origins().get(known.name())))))
                .toList();
    }

    private String origin(Optional<AccessCase.Origin> origin) {
        String sent = origin.map(
                        from -> String.join(", ", from.sent().stream().sorted().toList()))
                .orElse("");
        Optional<String> directory =
                origin.flatMap(AccessCase.Origin::directory).map(id -> id.name());
        if (directory.isPresent()) {
            return sent.isEmpty()
                    ? words.of("explain.from.directory", directory.get())
                    : words.of("explain.from.both", sent, directory.get());
        }
        return sent;
    }

    private Inquiry.Rule rule(RuleReport rule) {
        String key = rule.shadow()
                ? "explain.rule.shadow_match"
                : "explain.rule." + rule.verdict().name().toLowerCase(Locale.ROOT);
        return new Inquiry.Rule(
                rule.rule(),
                rule.shadow() ? Mark.OPEN : mark(rule.verdict()),
                words.of(key),
                rule.shadow() ? "staging" : style(rule.verdict()),
                rule.source().toString(),
                sentence(rule),
                rule.conditions().stream().map(CaseWords::condition).toList(),
                rule.hints());
    }

    private static Mark mark(Verdict verdict) {
        return switch (verdict) {
            case GRANTED -> Mark.YES;
            case DENIED, FAILED -> Mark.NO;
            case NOT_MATCHED, SKIPPED_PROVIDER, SHADOW_MATCH -> Mark.OPEN;
        };
    }

    private static String style(Verdict verdict) {
        return switch (verdict) {
            case GRANTED -> "development";
            case DENIED, FAILED -> "production";
            case NOT_MATCHED, SKIPPED_PROVIDER -> "";
            case SHADOW_MATCH -> "staging";
        };
    }

    private String sentence(RuleReport rule) {
        String grants = String.join(", ", rule.grants());
        return switch (rule.verdict()) {
            case GRANTED -> words.of("explain.rule.gives", grants);
            case DENIED -> words.of("explain.rule.takes", String.join(", ", rule.denies()));
            case NOT_MATCHED ->
                rule.shadow()
                        ? words.of("explain.rule.shadowMiss", grants)
                        : words.count("explain.rule.away", rule.distance())
                                + (grants.isEmpty() ? "" : " " + words.of("explain.rule.would", grants));
            case FAILED -> words.of("explain.rule.fails", rule.failure().orElse(""));
            case SHADOW_MATCH -> words.of("explain.rule.shadow", grants);
            case SKIPPED_PROVIDER -> "";
        };
    }

    private static Inquiry.Condition condition(ConditionReport condition) {
        Mark mark = condition.result() == Truth.TRUE ? Mark.YES : Mark.NO;
        return new Inquiry.Condition(
                mark,
                condition.text(),
                condition.operands().stream()
                        .map(operand -> operand.text() + " = " + operand.value())
                        .toList());
    }
}
