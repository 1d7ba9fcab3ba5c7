package dev.daypass.core.rules.expression;

import java.util.List;
import java.util.Optional;

/**
 * How deep an expression may nest, looked at before anything recurses into it (security T20): operators nest even where
 * they stand in a row.
 */
final class Complexity {
    private static final int MAX_OPERATORS = 600;
    private static final int MAX_UNARY_RUN = 20;
    /** For a text whose tokens are not understood here, quoted ones are counted too. */
    private static final int MAX_CHARACTERS = 150;

    private static final String BRACKETS = ",.()[]{}:";

    private Complexity() {}

    static boolean isTooHigh(String text, Optional<List<Token>> tokens) {
        return tokens.isPresent() ? tooMany(tokens.get()) : tooMany(text);
    }

    private static boolean tooMany(List<Token> tokens) {
        int operators = 0;
        int run = 0;
        for (Token token : tokens) {
            boolean operator = token.kind() == Token.Kind.OPERATOR
                    && BRACKETS.indexOf(token.text().charAt(0)) < 0;
            operators += operator ? 1 : 0;
            run = token.is("!") || token.is("-") ? run + 1 : 0;
            if (run > MAX_UNARY_RUN) {
                return true;
            }
        }
        return operators > MAX_OPERATORS;
    }

    private static boolean tooMany(String text) {
        return text.chars().filter(c -> "!-+*/%<>=&|?".indexOf(c) >= 0).count() > MAX_CHARACTERS;
    }
}
