package dev.daypass.core.rules;

import dev.daypass.core.identity.Identity;
import dev.daypass.core.rules.RuleTrace.ConditionReport;
import dev.daypass.core.rules.RuleTrace.Operand;
import dev.daypass.core.rules.RuleTrace.RuleReport;
import dev.daypass.core.rules.RuleTrace.Truth;
import dev.daypass.core.rules.expression.CompiledExpression;
import dev.daypass.core.rules.expression.ConditionTrace;
import dev.daypass.core.rules.expression.Facts;
import dev.daypass.core.rules.expression.Failure;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Tells what each rule made of an identity. Evaluates by the same terms as the decision. */
final class Explainer {
    private final List<Rule> rules;

    Explainer(List<Rule> rules) {
        this.rules = rules;
    }

    RuleTrace trace(Identity identity) {
        var facts = new Facts(identity);
        return new RuleTrace(rules.stream()
                .map(rule -> rule.isAbout(identity.provider()) ? report(rule, facts) : skipped(rule))
                .sorted(Comparator.comparingInt((RuleReport report) -> rank(report))
                        .thenComparingInt(RuleReport::distance))
                .toList());
    }

    /** A shadow rule that misses is no near miss: had it matched, nothing would be otherwise. */
    private static int rank(RuleReport report) {
        return switch (report.verdict()) {
            case GRANTED, DENIED, SHADOW_MATCH -> 0;
            case FAILED -> 1;
            case NOT_MATCHED -> report.shadow() ? 3 : 2;
            case SKIPPED_PROVIDER -> 4;
        };
    }

    private static RuleReport skipped(Rule rule) {
        return new RuleReport(
                rule.name(),
                rule.definition().source(),
                Verdict.SKIPPED_PROVIDER,
                List.of(),
                List.of(),
                0,
                List.of(),
                Optional.empty(),
                rule.isShadow());
    }

    private static RuleReport report(Rule rule, Facts facts) {
        Object matches = rule.matches(facts);
        boolean matched = Boolean.TRUE.equals(matches);
        Rule.Granted granted = matched ? rule.granted(facts) : Rule.Granted.nothing();
        Optional<String> failure = matches instanceof Failure failed ? Optional.of(failed.detail()) : granted.failure();
        Verdict verdict = verdict(rule, matched, failure.isPresent());
        boolean effective = verdict == Verdict.DENIED || verdict == Verdict.GRANTED || verdict == Verdict.SHADOW_MATCH;
        Optional<ConditionTrace> trace = rule.when().map(when -> ConditionTrace.of(when, facts));
        return new RuleReport(
                rule.name(),
                rule.definition().source(),
                verdict,
                effective ? granted.roles() : rule.definition().roles(),
                effective ? rule.definition().deny() : List.of(),
                trace.map(ConditionTrace::distance).orElse(0),
                trace.map(parts -> conditions(rule.when().orElseThrow(), parts, matched))
                        .orElse(List.of()),
                failure,
                rule.isShadow());
    }

    private static Verdict verdict(Rule rule, boolean matched, boolean failed) {
        if (rule.isShadow()) {
            return failed ? Verdict.FAILED : matched ? Verdict.SHADOW_MATCH : Verdict.NOT_MATCHED;
        }
        if (rule.denies() && (matched || failed)) {
            return Verdict.DENIED;
        }
        return failed ? Verdict.FAILED : matched ? Verdict.GRANTED : Verdict.NOT_MATCHED;
    }

    private static List<ConditionReport> conditions(CompiledExpression when, ConditionTrace trace, boolean matched) {
        return trace.parts().stream()
                .map(part -> condition(when, part, matched))
                .sorted(Comparator.comparing(report -> !report.decisive()))
                .toList();
    }

    private static ConditionReport condition(CompiledExpression when, ConditionTrace.Part part, boolean matched) {
        boolean asWanted = Boolean.valueOf(part.wanted()).equals(part.value());
        return new ConditionReport(
                when.textOf(part.term()),
                when.sourceOf(part.term()),
                truth(part.value()),
                asWanted == matched,
                part.readings().entrySet().stream()
                        .map(reading -> new Operand(reading.getKey(), reading.getValue()))
                        .toList(),
                part.value() instanceof Failure failure ? Optional.of(failure.detail()) : Optional.empty(),
                part.hints());
    }

    private static Truth truth(Object value) {
        if (value instanceof Failure) {
            return Truth.FAILED;
        }
        return Boolean.TRUE.equals(value) ? Truth.TRUE : Truth.FALSE;
    }
}
