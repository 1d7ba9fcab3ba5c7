package dev.daypass.core.policy;

import java.util.Arrays;
import java.util.Optional;

/** What a condition operator compares and how, prefixes and suffix aside (sts.md 1.9). */
enum Comparison {
    STRING_EQUALS("StringEquals", Kind.STRING, Relation.EQUAL, false),
    STRING_NOT_EQUALS("StringNotEquals", Kind.STRING, Relation.EQUAL, true),
    STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase", Kind.STRING_IGNORE_CASE, Relation.EQUAL, false),
    STRING_NOT_EQUALS_IGNORE_CASE("StringNotEqualsIgnoreCase", Kind.STRING_IGNORE_CASE, Relation.EQUAL, true),
    STRING_LIKE("StringLike", Kind.STRING_PATTERN, Relation.EQUAL, false),
    STRING_NOT_LIKE("StringNotLike", Kind.STRING_PATTERN, Relation.EQUAL, true),
    NUMERIC_EQUALS("NumericEquals", Kind.NUMBER, Relation.EQUAL, false),
    NUMERIC_NOT_EQUALS("NumericNotEquals", Kind.NUMBER, Relation.EQUAL, true),
    NUMERIC_LESS_THAN("NumericLessThan", Kind.NUMBER, Relation.LESS, false),
    NUMERIC_LESS_THAN_EQUALS("NumericLessThanEquals", Kind.NUMBER, Relation.LESS_OR_EQUAL, false),
    NUMERIC_GREATER_THAN("NumericGreaterThan", Kind.NUMBER, Relation.GREATER, false),
    NUMERIC_GREATER_THAN_EQUALS("NumericGreaterThanEquals", Kind.NUMBER, Relation.GREATER_OR_EQUAL, false),
    DATE_EQUALS("DateEquals", Kind.DATE, Relation.EQUAL, false),
    DATE_NOT_EQUALS("DateNotEquals", Kind.DATE, Relation.EQUAL, true),
    DATE_LESS_THAN("DateLessThan", Kind.DATE, Relation.LESS, false),
    DATE_LESS_THAN_EQUALS("DateLessThanEquals", Kind.DATE, Relation.LESS_OR_EQUAL, false),
    DATE_GREATER_THAN("DateGreaterThan", Kind.DATE, Relation.GREATER, false),
    DATE_GREATER_THAN_EQUALS("DateGreaterThanEquals", Kind.DATE, Relation.GREATER_OR_EQUAL, false),
    BOOL("Bool", Kind.BOOLEAN, Relation.EQUAL, false),
    BINARY_EQUALS("BinaryEquals", Kind.BINARY, Relation.EQUAL, false),
    IP_ADDRESS("IpAddress", Kind.ADDRESS, Relation.EQUAL, false),
    NOT_IP_ADDRESS("NotIpAddress", Kind.ADDRESS, Relation.EQUAL, true),
    ARN_EQUALS("ArnEquals", Kind.ARN_PATTERN, Relation.EQUAL, false),
    ARN_LIKE("ArnLike", Kind.ARN_PATTERN, Relation.EQUAL, false),
    ARN_NOT_EQUALS("ArnNotEquals", Kind.ARN_PATTERN, Relation.EQUAL, true),
    ARN_NOT_LIKE("ArnNotLike", Kind.ARN_PATTERN, Relation.EQUAL, true),
    NULL("Null", Kind.ABSENCE, Relation.EQUAL, false);

    /** What both sides are read as. */
    enum Kind {
        STRING,
        STRING_IGNORE_CASE,
        STRING_PATTERN,
        NUMBER,
        DATE,
        BOOLEAN,
        BINARY,
        ADDRESS,
        ARN_PATTERN,
        ABSENCE
    }

    /** How the request's value must lie to the policy's. */
    enum Relation {
        EQUAL,
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL;

        /** Whether an order holds: negative, zero or positive as the request's value is less, equal or greater. */
        boolean holds(int order) {
            return switch (this) {
                case EQUAL -> order == 0;
                case LESS -> order < 0;
                case LESS_OR_EQUAL -> order <= 0;
                case GREATER -> order > 0;
                case GREATER_OR_EQUAL -> order >= 0;
            };
        }
    }

    private final String text;
    private final Kind kind;
    private final Relation relation;
    private final boolean negated;

    Comparison(String text, Kind kind, Relation relation, boolean negated) {
        this.text = text;
        this.kind = kind;
        this.relation = relation;
        this.negated = negated;
    }

    static Optional<Comparison> of(String text) {
        return Arrays.stream(values())
                .filter(comparison -> comparison.text.equals(text))
                .findFirst();
    }

    String text() {
        return text;
    }

    Kind kind() {
        return kind;
    }

    Relation relation() {
        return relation;
    }

    boolean negated() {
        return negated;
    }
}
