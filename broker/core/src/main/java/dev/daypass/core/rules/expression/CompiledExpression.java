package dev.daypass.core.rules.expression;

import dev.daypass.core.source.Source;

/**
 * An expression that passed its checks.
 *
 * @param source where its first character stands
 * @param term what evaluates it
 */
public record CompiledExpression(String text, Source source, Term term, Reads reads) {
    /** The text of a part. */
    public String textOf(Term part) {
        return part.span().of(text);
    }

    /** Where a part stands. */
    public Source sourceOf(Term part) {
        return Places.at(source, text, part.span().start());
    }
}
