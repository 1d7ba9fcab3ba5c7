package dev.daypass.core.rules.expression;

import java.util.Optional;

/**
 * One word of an expression.
 *
 * @param text the name, the operator, or a literal as written
 * @param value a literal's value, where this side reads it
 */
record Token(Kind kind, Span span, String text, Optional<Object> value) {
    enum Kind {
        NAME,
        QUOTED_NAME,
        LITERAL,
        OPERATOR,
        END
    }

    boolean is(String operator) {
        return kind == Kind.OPERATOR && text.equals(operator);
    }
}
