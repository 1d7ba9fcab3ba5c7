package dev.daypass.core.rules;

import dev.daypass.core.identity.Identity;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.rules.expression.CompiledExpression;
import dev.daypass.core.rules.expression.Facts;
import dev.daypass.core.rules.expression.Failure;
import dev.daypass.core.rules.expression.Reads;

/** A provider's {@code require}: a condition that every identity of the provider must meet. */
public final class Requirement {
    private static final String MESSAGE = "this login does not meet what its provider requires";

    private final CompiledExpression condition;

    Requirement(CompiledExpression condition) {
        this.condition = condition;
    }

    Reads reads() {
        return condition.reads();
    }

    /**
     * The identity, if it meets the condition.
     *
     * @param identity with its {@code user} already made
     * @return the same identity, {@link Reason#REQUIREMENT_NOT_MET}, or {@link Reason#EVALUATION_FAILED}
     */
    public Outcome<Identity> check(Identity identity) {
        Object value = condition.term().truth(new Facts(identity));
        if (value instanceof Failure failure) {
            return Outcome.refused(
                    Reason.EVALUATION_FAILED, MESSAGE, "`" + condition.text() + "`: " + failure.detail());
        }
        return Boolean.TRUE.equals(value)
                ? Outcome.granted(identity)
                : Outcome.refused(Reason.REQUIREMENT_NOT_MET, MESSAGE, "`" + condition.text() + "` does not hold");
    }
}
