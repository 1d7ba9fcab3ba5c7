package dev.daypass.core.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A condition operator with its prefix and suffix: {@code ForAnyValue:StringLikeIfExists}. {@code Null} takes neither.
 *
 * @param ifExists whether a missing key satisfies it
 */
record Operator(Quantifier quantifier, Comparison comparison, boolean ifExists) {
    private static final String IF_EXISTS = "IfExists";

    /** How many of a key's values must satisfy the comparison. */
    enum Quantifier {
        /** No prefix: one value must, or, of a negated comparison, all must. */
        PLAIN(""),
        /** All of them, which holds for none at all as well. */
        FOR_ALL("ForAllValues:"),
        /** At least one. */
        FOR_ANY("ForAnyValue:");

        private final String prefix;

        Quantifier(String prefix) {
            this.prefix = prefix;
        }
    }

    static Optional<Operator> of(String text) {
        Quantifier quantifier = Quantifier.PLAIN;
        for (Quantifier candidate : Quantifier.values()) {
            if (text.startsWith(candidate.prefix)) {
                quantifier = candidate;
            }
        }
        String rest = text.substring(quantifier.prefix.length());
        boolean ifExists = rest.endsWith(IF_EXISTS);
        String name = ifExists ? rest.substring(0, rest.length() - IF_EXISTS.length()) : rest;
        boolean bare = quantifier == Quantifier.PLAIN && !ifExists;
        Quantifier found = quantifier;
        return Comparison.of(name)
                .filter(comparison -> bare || comparison != Comparison.NULL)
                .map(comparison -> new Operator(found, comparison, ifExists));
    }

    /** All names there are, for the cure of a misspelt one. */
    static List<String> names() {
        var names = new ArrayList<String>();
        for (Comparison comparison : Comparison.values()) {
            names.add(comparison.text());
            if (comparison != Comparison.NULL) {
                names.add(comparison.text() + IF_EXISTS);
                names.add(Quantifier.FOR_ALL.prefix + comparison.text());
                names.add(Quantifier.FOR_ANY.prefix + comparison.text());
            }
        }
        return names;
    }

    String text() {
        return quantifier.prefix + comparison.text() + (ifExists ? IF_EXISTS : "");
    }
}
