package dev.daypass.core.policy;

import dev.daypass.core.source.Finding;
import dev.daypass.core.source.Findings;
import java.util.List;
import java.util.Optional;

/** Conditions that hold when nobody expects it, or never (security.md T03). */
final class LintConditions {
    private static final String MULTI_FACTOR = Letters.fold("aws:MultiFactorAuthPresent");

    private final Findings findings;
    private final Statement statement;
    private final boolean allow;

    LintConditions(Findings findings, Statement statement) {
        this.findings = findings;
        this.statement = statement;
        this.allow = statement.effect() == Statement.Effect.ALLOW;
    }

    void lint() {
        for (Condition condition : statement.elements().conditions()) {
            setOperator(condition);
            missingKey(condition);
            wildcards(condition);
            addresses(condition);
            keyName(condition);
        }
    }

    private void setOperator(Condition condition) {
        if (!allow || condition.operator().quantifier() != Operator.Quantifier.FOR_ALL) {
            return;
        }
        boolean guarded = statement.elements().conditions().stream()
                .anyMatch(other -> other.foldedKey().equals(condition.foldedKey())
                        && (other.restricts() || other.demandsPresence()));
        if (!guarded) {
            findings.add(Finding.securityWarning(
                    "policy-for-all-alone",
                    condition.source(),
                    "`ForAllValues` holds when `" + condition.key() + "` is missing, and the statement allows",
                    "add `\"Null\": {\"" + condition.key() + "\": \"false\"}`"));
        }
    }

    private void missingKey(Condition condition) {
        if (allow && condition.operator().ifExists()) {
            findings.add(Finding.warning(
                    "policy-if-exists-allows",
                    condition.source(),
                    "`" + condition.operator().text() + "` holds when `" + condition.key()
                            + "` is missing, and the statement allows",
                    "leave `IfExists` out unless a missing key shall be allowed"));
        }
        boolean deniesWithoutFactor = !allow
                && condition.foldedKey().equals(MULTI_FACTOR)
                && condition.operator().comparison() == Comparison.BOOL
                && !condition.operator().ifExists();
        if (deniesWithoutFactor) {
            findings.add(Finding.securityWarning(
                    "policy-deny-needs-key",
                    condition.source(),
                    "the deny does not apply when `" + condition.key() + "` is missing, as with long-term keys",
                    "use `BoolIfExists`"));
        }
    }

    private void wildcards(Condition condition) {
        Comparison.Kind kind = condition.operator().comparison().kind();
        boolean plain = kind == Comparison.Kind.STRING || kind == Comparison.Kind.STRING_IGNORE_CASE;
        boolean pattern = kind == Comparison.Kind.STRING_PATTERN;
        for (String operand : condition.operands()) {
            boolean wild = operand.indexOf('*') >= 0 || operand.indexOf('?') >= 0;
            if (plain && wild && !operand.contains("${")) {
                findings.add(Finding.warning(
                        "policy-wildcard-literal",
                        condition.source(),
                        "`" + operand + "` has a wildcard, which is a plain character to `"
                                + condition.operator().text() + "`",
                        "use `StringLike` if it is meant as one"));
            }
        }
        if (pattern && condition.operands().stream().noneMatch(LintConditions::isWild)) {
            findings.add(Finding.suggestion(
                    "policy-like-without-wildcard",
                    condition.source(),
                    "`" + condition.operator().text() + "` on `" + condition.key() + "` has no wildcard",
                    "use `StringEquals`, which no value can turn into a pattern"));
        }
    }

    private static boolean isWild(String operand) {
        return operand.indexOf('*') >= 0 || operand.indexOf('?') >= 0;
    }

    private void addresses(Condition condition) {
        if (condition.operator().comparison().kind() != Comparison.Kind.ADDRESS) {
            return;
        }
        for (String operand : condition.operands()) {
            if (IpRange.parse(operand).filter(IpRange::hasHostBits).isPresent()) {
                findings.add(Finding.suggestion(
                        "policy-range-host-bits",
                        condition.source(),
                        "`" + operand + "` has bits set behind its prefix, which do not count",
                        "write the network's own address"));
            }
        }
    }

    private void keyName(Condition condition) {
        List<String> known = ConditionKeys.ofPrefix(condition.key());
        Optional<String> unknown =
                Optional.of(condition.key()).filter(key -> !known.isEmpty()).filter(key -> !ConditionKeys.isKnown(key));
        unknown.ifPresent(key -> findings.add(Finding.warning(
                "policy-condition-key-unknown",
                condition.source(),
                "no request has a key `" + key + "`",
                ConditionKeys.cure(key, known))));
    }
}
