package dev.daypass.core.policy;

import dev.daypass.core.source.Findings;
import dev.daypass.core.source.Node;
import dev.daypass.core.source.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What every part of the reader needs to know: the grammar, whether {@code ${…}} is a variable (Version 2012-10-17) or
 * plain text (2008-10-17), and where findings go.
 */
record Reading(PolicyGrammar grammar, boolean variables, Findings findings) {
    void error(String code, Source source, String message, String cure) {
        findings.error(code, source, message, cure);
    }

    /** A text that is not empty. */
    Optional<Node.Scalar> text(String element, Node node) {
        if (!(node instanceof Node.Scalar scalar) || scalar.type() != Node.ScalarType.TEXT) {
            error(
                    "policy-text-expected",
                    node.source(),
                    "`" + element + "` must be a text, and here stands " + node.kind(),
                    "write a text in quotes");
            return Optional.empty();
        }
        if (scalar.text().isEmpty()) {
            error(
                    "policy-text-empty",
                    node.source(),
                    "`" + element + "` has an empty text",
                    "write a value or leave it out");
            return Optional.empty();
        }
        return Optional.of(scalar);
    }

    /** One text or a list of them; what is no text is found and left out. */
    List<Node.Scalar> texts(String element, Node node) {
        var texts = new ArrayList<Node.Scalar>();
        for (Node item : items(node)) {
            text(element, item).ifPresent(texts::add);
        }
        return texts;
    }

    /** A list's items; anything else is a list of one. */
    static List<Node> items(Node node) {
        return node instanceof Node.Sequence sequence ? sequence.items() : List.of(node);
    }
}
