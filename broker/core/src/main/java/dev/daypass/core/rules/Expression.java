package dev.daypass.core.rules;

import dev.daypass.core.source.Source;

/**
 * A CEL expression as it was written.
 *
 * @param source where its first character stands, so that a finding can point inside it
 */
public record Expression(String text, Source source) {
    @Override
    public String toString() {
        return text;
    }
}
