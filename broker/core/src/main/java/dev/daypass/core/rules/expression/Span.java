package dev.daypass.core.rules.expression;

/**
 * A stretch of an expression's text.
 *
 * @param start offset of the first character
 * @param end offset behind the last one
 */
public record Span(int start, int end) {
    String of(String text) {
        return text.substring(start, end);
    }
}
