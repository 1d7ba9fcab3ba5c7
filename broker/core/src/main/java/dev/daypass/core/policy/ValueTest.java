package dev.daypass.core.policy;

import java.util.List;

/** One operand of a condition, compiled: whether a value of the request stands to it as the comparison says. */
@FunctionalInterface
interface ValueTest {
    /** In the positive sense, also for negated comparisons; a value that cannot be read as the right kind does not. */
    boolean holds(String value, ConditionContext context);

    /** Whether it holds for one of several operands. */
    static ValueTest anyOf(List<ValueTest> tests) {
        ValueTest[] all = tests.toArray(new ValueTest[0]);
        if (all.length == 1) {
            return all[0];
        }
        return (value, context) -> {
            for (ValueTest test : all) {
                if (test.holds(value, context)) {
                    return true;
                }
            }
            return false;
        };
    }
}
