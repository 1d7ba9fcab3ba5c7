package dev.daypass.core.rules.expression;

import com.google.re2j.Pattern;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A term that compares: always a boolean, or a failure of what it reads. */
sealed interface Comparison extends Term {
    @Override
    default CelType type() {
        return SimpleType.BOOL;
    }

    /** {@code has(…)}. */
    record Present(Span span, Reading reading) implements Comparison {
        @Override
        public Object value(Facts facts) {
            return reading.present(facts);
        }

        @Override
        public List<Term> parts() {
            return List.of(reading);
        }
    }

    /** {@code ==} and {@code !=} over texts and booleans: a value of another kind is unequal. */
    record Equal(Span span, Term left, Term right, boolean negated) implements Comparison {
        @Override
        public Object value(Facts facts) {
            Object one = left.value(facts);
            if (one instanceof Failure) {
                return one;
            }
            Object other = right.value(facts);
            return other instanceof Failure ? other : (Object) (one.equals(other) != negated);
        }

        @Override
        public List<Term> parts() {
            return List.of(left, right);
        }
    }

    /** A text {@code in} a list, or among the keys of a structure. */
    record Member(Span span, Term element, Term collection) implements Comparison {
        @Override
        public Object value(Facts facts) {
            Object wanted = element.value(facts);
            if (wanted instanceof Failure) {
                return wanted;
            }
            Object many = collection.value(facts);
            if (many instanceof List<?> list) {
                return list.contains(wanted);
            }
            if (many instanceof Map<?, ?> map) {
                return map.containsKey(wanted);
            }
            return many instanceof Failure ? many : Failure.type("`in` looks into a list, this is " + Kinds.of(many));
        }

        @Override
        public List<Term> parts() {
            return List.of(element, collection);
        }
    }

    /** {@code in} a list of texts written down in the rule. */
    record OneOf(Span span, Term element, Set<Object> texts) implements Comparison {
        @Override
        public Object value(Facts facts) {
            Object wanted = element.value(facts);
            return wanted instanceof Failure ? wanted : (Object) texts.contains(wanted);
        }

        @Override
        public List<Term> parts() {
            return List.of(element);
        }
    }

    /** {@code startsWith}, {@code endsWith}, {@code contains} with a text written down in the rule. */
    record TextTest(Span span, Term target, Place place, String text) implements Comparison {
        /** Where the text is looked for. */
        enum Place {
            START,
            END,
            ANYWHERE
        }

        @Override
        public Object value(Facts facts) {
            Object value = target.value(facts);
            if (!(value instanceof String whole)) {
                return value instanceof Failure ? value : Failure.type("a text is tested, this is " + Kinds.of(value));
            }
            return switch (place) {
                case START -> whole.startsWith(text);
                case END -> whole.endsWith(text);
                case ANYWHERE -> whole.contains(text);
            };
        }

        @Override
        public List<Term> parts() {
            return List.of(target);
        }
    }

    /** {@code matches} with a pattern written down in the rule. */
    record PatternTest(Span span, Term target, Pattern pattern) implements Comparison {
        @Override
        public Object value(Facts facts) {
            Object value = target.value(facts);
            if (value instanceof String text) {
                return pattern.matcher(text).find();
            }
            return value instanceof Failure ? value : Failure.type("a text is matched, this is " + Kinds.of(value));
        }

        @Override
        public List<Term> parts() {
            return List.of(target);
        }
    }

    /** {@code size(…)} against a whole number written down in the rule. */
    record SizeTest(Span span, Term target, String operator, long bound) implements Comparison {
        @Override
        public Object value(Facts facts) {
            Object value = target.value(facts);
            if (value instanceof Failure) {
                return value;
            }
            long size = size(value);
            return size < 0
                    ? Failure.type("`size` takes a text or a list, this is " + Kinds.of(value))
                    : (Object) test(size);
        }

        private static long size(Object value) {
            if (value instanceof String text) {
                return text.codePointCount(0, text.length());
            }
            if (value instanceof List<?> list) {
                return list.size();
            }
            return value instanceof Map<?, ?> map ? map.size() : -1;
        }

        private boolean test(long size) {
            return switch (operator) {
                case "_==_" -> size == bound;
                case "_!=_" -> size != bound;
                case "_<_" -> size < bound;
                case "_<=_" -> size <= bound;
                case "_>_" -> size > bound;
                default -> size >= bound;
            };
        }

        @Override
        public List<Term> parts() {
            return List.of(target);
        }
    }
}
