package dev.daypass.core.insight;

import dev.daypass.core.rules.RuleTrace;
import dev.daypass.core.rules.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a rule read of a person, without what it compared that with: a rule may name other people. */
final class OwnReadings {
    private static final Pattern USER = Pattern.compile("user\\.(\\w+)");
    private static final Pattern RAW = Pattern.compile("attrs?\\(\\s*(?:\"([^\"]*)\"|'([^']*)')[^)]*\\)");
    private static final Pattern CONTEXT = Pattern.compile("provider|subject|authn\\.\\w+");

    private OwnReadings() {}

    static OwnAnswer.RuleLine of(RuleTrace.RuleReport report, boolean takesAway) {
        boolean matched = report.verdict() == Verdict.GRANTED || report.verdict() == Verdict.DENIED;
        var lines = new ArrayList<OwnAnswer.ReadingLine>();
        for (RuleTrace.ConditionReport condition : report.conditions()) {
            boolean fits = condition.failure().isEmpty() && condition.decisive() == matched;
            for (RuleTrace.Operand operand : condition.operands()) {
                name(operand.text())
                        .map(name -> new OwnAnswer.ReadingLine(name, operand.value(), fits))
                        .filter(line -> !lines.contains(line))
                        .ifPresent(lines::add);
            }
        }
        return new OwnAnswer.RuleLine(report.rule(), takesAway, matched, report.distance(), List.copyOf(lines));
    }

    /** The name of an attribute; empty for what is no attribute, as the variable of a loop. */
    private static Optional<String> name(String text) {
        Matcher user = USER.matcher(text);
        if (user.matches()) {
            return Optional.of(user.group(1));
        }
        Matcher raw = RAW.matcher(text);
        if (raw.matches()) {
            return Optional.ofNullable(raw.group(1)).or(() -> Optional.ofNullable(raw.group(2)));
        }
        return CONTEXT.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }
}
