package dev.daypass.core.rules.expression;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import java.util.List;

/**
 * A checked expression that can be evaluated: CEL's meaning, errors as {@link Failure} values.
 *
 * <p>Immutable; safe for use by several threads, each with its own {@link Facts}.
 */
public interface Term {
    Span span();

    CelType type();

    /** A value of CEL (text, boolean, number, list, map, instant), or a {@link Failure}. */
    Object value(Facts facts);

    /** The terms directly below. */
    default List<Term> parts() {
        return List.of();
    }

    /** Whether this is true, with anything but a boolean turned into a failure. */
    default Object truth(Facts facts) {
        Object value = value(facts);
        return value instanceof Boolean || value instanceof Failure
                ? value
                : Failure.type("not a boolean: " + Kinds.of(value));
    }

    /** A literal. */
    record Constant(Span span, CelType type, Object constant) implements Term {
        @Override
        public Object value(Facts facts) {
            return constant;
        }
    }

    /** Both hold; false wins over a failure on either side. */
    record And(Span span, Term left, Term right) implements Term {
        @Override
        public CelType type() {
            return SimpleType.BOOL;
        }

        @Override
        public Object value(Facts facts) {
            Object one = left.truth(facts);
            if (Boolean.FALSE.equals(one)) {
                return one;
            }
            Object other = right.truth(facts);
            return Boolean.FALSE.equals(other) || Boolean.TRUE.equals(one) ? other : one;
        }

        @Override
        public List<Term> parts() {
            return List.of(left, right);
        }
    }

    /** Either holds; true wins over a failure on either side. */
    record Or(Span span, Term left, Term right) implements Term {
        @Override
        public CelType type() {
            return SimpleType.BOOL;
        }

        @Override
        public Object value(Facts facts) {
            Object one = left.truth(facts);
            if (Boolean.TRUE.equals(one)) {
                return one;
            }
            Object other = right.truth(facts);
            return Boolean.TRUE.equals(other) || Boolean.FALSE.equals(one) ? other : one;
        }

        @Override
        public List<Term> parts() {
            return List.of(left, right);
        }
    }

    /** Does not hold. */
    record Not(Span span, Term operand) implements Term {
        @Override
        public CelType type() {
            return SimpleType.BOOL;
        }

        @Override
        public Object value(Facts facts) {
            Object value = operand.truth(facts);
            return value instanceof Boolean holds ? (Object) !holds : value;
        }

        @Override
        public List<Term> parts() {
            return List.of(operand);
        }
    }
}
