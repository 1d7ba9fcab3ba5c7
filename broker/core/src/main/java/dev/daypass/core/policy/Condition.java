package dev.daypass.core.policy;

import dev.daypass.core.source.Source;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One key of one operator of a statement's {@code Condition}. All conditions of a statement must hold.
 *
 * @param key as written
 * @param foldedKey as {@link ConditionContext#folded} takes it
 * @param operands as written
 * @param test whether one value satisfies one of the operands, negation aside; of {@code Null} it is asked for
 *     {@code true} when the key is absent and {@code false} when it is there
 * @param variables keys that the operands' policy variables name
 */
record Condition(
        Operator operator,
        String key,
        String foldedKey,
        List<String> operands,
        ValueTest test,
        Set<String> variables,
        Source source) {
    Condition {
        operands = List.copyOf(operands);
        variables = Set.copyOf(variables);
    }

    boolean holds(ConditionContext context) {
        List<String> values = context.folded(foldedKey);
        if (operator.comparison() == Comparison.NULL) {
            return test.holds(Boolean.toString(values.isEmpty()), context);
        }
        boolean negated = operator.comparison().negated();
        if (values.isEmpty()) {
            return holdsWithoutKey(negated);
        }
        return switch (operator.quantifier()) {
            case PLAIN -> anySatisfies(values, context, true) != negated;
            case FOR_ANY -> anySatisfies(values, context, !negated);
            case FOR_ALL -> !anySatisfies(values, context, negated);
        };
    }

    private boolean holdsWithoutKey(boolean negated) {
        if (operator.ifExists()) {
            return true;
        }
        return switch (operator.quantifier()) {
            case PLAIN -> negated;
            case FOR_ANY -> false;
            case FOR_ALL -> true;
        };
    }

    /** Whether the operands' test comes out as wanted for at least one value. */
    private boolean anySatisfies(List<String> values, ConditionContext context, boolean wanted) {
        for (int i = 0; i < values.size(); i++) {
            if (test.holds(values.get(i), context) == wanted) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is satisfied only by a value that is there: neither by a missing key nor by what is merely different. */
    boolean restricts() {
        return !operator.ifExists()
                && !operator.comparison().negated()
                && operator.comparison() != Comparison.NULL
                && operator.quantifier() != Operator.Quantifier.FOR_ALL
                && !takesEverything();
    }

    private boolean takesEverything() {
        Comparison.Kind kind = operator.comparison().kind();
        boolean pattern = kind == Comparison.Kind.STRING_PATTERN || kind == Comparison.Kind.ARN_PATTERN;
        return pattern && operands.stream().anyMatch(operand -> operand.matches("[*]+"));
    }

    /** Whether it is {@code Null} with {@code false}. */
    boolean demandsPresence() {
        return operator.comparison() == Comparison.NULL && operands.equals(List.of("false"));
    }

    boolean isOfAudience() {
        return ConditionKeys.isAudience(foldedKey);
    }

    boolean isOfSubject() {
        return ConditionKeys.isSubject(foldedKey);
    }

    /** Every key it reads: its own and those of its variables. */
    Set<String> keys() {
        var keys = new LinkedHashSet<String>();
        keys.add(key);
        keys.addAll(variables);
        return keys;
    }
}
