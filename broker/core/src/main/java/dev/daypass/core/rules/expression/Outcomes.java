package dev.daypass.core.rules.expression;

import java.util.EnumSet;
import java.util.Set;

/** How a condition can come out at all where some attributes are not defined. */
public enum Outcomes {
    HOLDS,
    FAILS_TO_HOLD,
    CANNOT_BE_EVALUATED;

    /**
     * All ways in which a condition may come out.
     *
     * @param missing names of {@code user} that are not defined
     */
    public static Set<Outcomes> of(CompiledExpression condition, Set<String> missing) {
        return of(condition.term(), missing);
    }

    private static Set<Outcomes> of(Term term, Set<String> missing) {
        if (term instanceof Term.Constant constant) {
            return EnumSet.of(Boolean.TRUE.equals(constant.constant()) ? HOLDS : FAILS_TO_HOLD);
        }
        if (term instanceof Term.Not not) {
            return negated(of(not.operand(), missing));
        }
        if (term instanceof Term.And and) {
            return conjunction(of(and.left(), missing), of(and.right(), missing));
        }
        if (term instanceof Term.Or or) {
            return negated(conjunction(negated(of(or.left(), missing)), negated(of(or.right(), missing))));
        }
        if (term instanceof Comparison.Present present) {
            return reads(present.reading(), missing) ? EnumSet.of(FAILS_TO_HOLD) : EnumSet.allOf(Outcomes.class);
        }
        boolean broken = !(term instanceof CelTerm) && reads(term, missing);
        return broken ? EnumSet.of(CANNOT_BE_EVALUATED) : EnumSet.allOf(Outcomes.class);
    }

    private static boolean reads(Term term, Set<String> missing) {
        return (term instanceof Reading.UserAttribute user && missing.contains(user.name()))
                || term.parts().stream().anyMatch(part -> reads(part, missing));
    }

    private static Set<Outcomes> negated(Set<Outcomes> outcomes) {
        var negated = EnumSet.noneOf(Outcomes.class);
        for (Outcomes outcome : outcomes) {
            negated.add(
                    switch (outcome) {
                        case HOLDS -> FAILS_TO_HOLD;
                        case FAILS_TO_HOLD -> HOLDS;
                        case CANNOT_BE_EVALUATED -> CANNOT_BE_EVALUATED;
                    });
        }
        return negated;
    }

    private static Set<Outcomes> conjunction(Set<Outcomes> left, Set<Outcomes> right) {
        var both = EnumSet.noneOf(Outcomes.class);
        for (Outcomes one : left) {
            for (Outcomes other : right) {
                boolean fails = one == FAILS_TO_HOLD || other == FAILS_TO_HOLD;
                boolean holds = one == HOLDS && other == HOLDS;
                both.add(fails ? FAILS_TO_HOLD : holds ? HOLDS : CANNOT_BE_EVALUATED);
            }
        }
        return both;
    }
}
