package dev.daypass.core.rules.expression;

import dev.cel.common.CelErrorCode;
import dev.cel.common.types.CelType;
import dev.cel.common.values.NullValue;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.List;

/**
 * A part of an expression that CEL evaluates.
 *
 * @param reads what it reads about the identity, for an explanation
 */
record CelTerm(Span span, CelType type, CelRuntime.Program program, List<Term> reads) implements Term {
    @Override
    public Object value(Facts facts) {
        try {
            Object value = program.eval(new CelFacts(facts));
            return value instanceof NullValue ? Failure.type("the value is null") : value;
        } catch (CelEvaluationException e) {
            return failure(e);
        }
    }

    @Override
    public List<Term> parts() {
        return reads;
    }

    /** Tells the kind of error only: CEL's messages hold values. */
    private static Failure failure(CelEvaluationException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CelFacts.FailureException known) {
                return known.failure();
            }
        }
        CelErrorCode code = e.getErrorCode();
        return switch (code) {
            case ATTRIBUTE_NOT_FOUND -> new Failure(Failure.Kind.MISSING, "a member that is read is not there");
            case OVERLOAD_NOT_FOUND, BAD_FORMAT, TYPE_NOT_FOUND ->
                Failure.type("a value is of a kind that the operation does not take");
            case ITERATION_BUDGET_EXCEEDED ->
                new Failure(Failure.Kind.LIMIT, "more than " + CelEnvironment.MAX_ITERATIONS + " rounds of its loops");
            case INDEX_OUT_OF_BOUNDS -> new Failure(Failure.Kind.OTHER, "an index is out of range");
            default -> new Failure(Failure.Kind.OTHER, "evaluation failed: " + code.name());
        };
    }
}
