package dev.daypass.core.rules;

import dev.daypass.core.source.Source;
import java.util.List;
import java.util.Optional;

/**
 * What each rule made of an identity, and why.
 *
 * <p>Holds attribute values: it is for administrators and for the person it is about. {@code toString} keeps them out.
 *
 * @param rules every rule: those that took effect first, then the failed ones, then the nearest misses, then what has no
 *     effect and misses
 */
public record RuleTrace(List<RuleReport> rules) {
    public RuleTrace {
        rules = List.copyOf(rules);
    }

    /** The report of one rule. */
    public Optional<RuleReport> rule(String name) {
        return rules.stream().filter(report -> report.rule().equals(name)).findFirst();
    }

    /** The rules that did not match and would have had an effect, the nearest miss first. */
    public List<RuleReport> misses() {
        return rules.stream()
                .filter(report -> report.verdict() == Verdict.NOT_MATCHED && !report.shadow())
                .toList();
    }

    /**
     * What came of one rule.
     *
     * @param rule its name
     * @param grants roles it grants, computed ones included; of a rule without effect, the roles it names
     * @param denies what it denies
     * @param distance how many conditions would have to turn out otherwise for it to match; 0 if it does
     * @param conditions its conditions, those that decided against it first
     * @param failure what could not be evaluated
     * @param shadow whether it is a shadow rule: without effect, whatever its verdict
     */
    public record RuleReport(
            String rule,
            Source source,
            Verdict verdict,
            List<String> grants,
            List<String> denies,
            int distance,
            List<ConditionReport> conditions,
            Optional<String> failure,
            boolean shadow) {
        public RuleReport {
            grants = List.copyOf(grants);
            denies = List.copyOf(denies);
            conditions = List.copyOf(conditions);
        }

        /** All hints of its conditions. */
        public List<String> hints() {
            return conditions.stream()
                    .flatMap(condition -> condition.hints().stream())
                    .distinct()
                    .toList();
        }
    }

    /** How one condition turned out. */
    public enum Truth {
        TRUE,
        FALSE,
        FAILED
    }

    /**
     * One condition inside a rule: what stands between {@code &&}, {@code ||} and {@code !}.
     *
     * @param text as written
     * @param decisive whether the rule would have come out otherwise, or nearer, had this one
     * @param operands what it read
     * @param failure why it could not be evaluated
     * @param hints what is probably meant instead
     */
    public record ConditionReport(
            String text,
            Source source,
            Truth result,
            boolean decisive,
            List<Operand> operands,
            Optional<String> failure,
            List<String> hints) {
        public ConditionReport {
            operands = List.copyOf(operands);
            hints = List.copyOf(hints);
        }

        @Override
        public String toString() {
            return text + " → " + result;
        }
    }

    /**
     * What a condition read.
     *
     * @param text as written, such as {@code user.groups}
     * @param value as JSON-like text, shortened if it is long; or what is missing
     */
    public record Operand(String text, String value) {
        @Override
        public String toString() {
            return text;
        }
    }
}
