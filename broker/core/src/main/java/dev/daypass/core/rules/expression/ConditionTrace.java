package dev.daypass.core.rules.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How one condition came out for one identity, part by part.
 *
 * @param distance how many parts would have to come out otherwise for it to hold; 0 if it does
 * @param parts what stands between {@code &&}, {@code ||} and {@code !}
 */
public record ConditionTrace(int distance, List<Part> parts) {
    public ConditionTrace {
        parts = List.copyOf(parts);
    }

    /**
     * One part.
     *
     * @param value TRUE, FALSE or a {@link Failure}
     * @param wanted what it would have to be for the whole to hold
     * @param readings what it read: text as written, value rendered
     */
    public record Part(Term term, Object value, boolean wanted, Map<String, String> readings, List<String> hints) {}

    /** Evaluates a condition part by part. */
    public static ConditionTrace of(CompiledExpression condition, Facts facts) {
        var parts = new ArrayList<Part>();
        collect(condition, condition.term(), true, facts, parts);
        return new ConditionTrace(distance(condition.term(), true, facts), parts);
    }

    private static void collect(
            CompiledExpression condition, Term term, boolean wanted, Facts facts, List<Part> parts) {
        if (term instanceof Term.Not not) {
            collect(condition, not.operand(), !wanted, facts, parts);
            return;
        }
        if (term instanceof Term.And || term instanceof Term.Or) {
            term.parts().forEach(part -> collect(condition, part, wanted, facts, parts));
            return;
        }
        Object value = term.truth(facts);
        List<String> hints =
                Boolean.valueOf(wanted).equals(value) ? List.of() : new Hints(condition, facts).about(term);
        parts.add(new Part(term, value, wanted, readings(condition, term, facts), hints));
    }

    private static Map<String, String> readings(CompiledExpression condition, Term term, Facts facts) {
        var readings = new LinkedHashMap<String, String>();
        readings(term).forEach(reading -> readings.put(condition.textOf(reading), Rendering.of(reading.value(facts))));
        return readings;
    }

    static List<Reading> readings(Term term) {
        if (term instanceof Reading reading) {
            return List.of(reading);
        }
        return term.parts().stream().flatMap(part -> readings(part).stream()).toList();
    }

    private static int distance(Term term, boolean wanted, Facts facts) {
        if (term instanceof Term.Not not) {
            return distance(not.operand(), !wanted, facts);
        }
        if (term instanceof Term.And and) {
            return joined(and.left(), and.right(), wanted, wanted, facts);
        }
        if (term instanceof Term.Or or) {
            return joined(or.left(), or.right(), wanted, !wanted, facts);
        }
        return Boolean.valueOf(wanted).equals(term.truth(facts)) ? 0 : 1;
    }

    private static int joined(Term left, Term right, boolean wanted, boolean both, Facts facts) {
        int one = distance(left, wanted, facts);
        int other = distance(right, wanted, facts);
        return both ? one + other : Math.min(one, other);
    }
}
