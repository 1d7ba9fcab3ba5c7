package dev.daypass.core.config.form;

import dev.daypass.core.source.Finding;
import dev.daypass.core.source.Findings;
import dev.daypass.core.source.Node;
import dev.daypass.core.source.Source;
import java.util.List;
import java.util.Set;

/**
 * What every reader of one configuration shares: where findings go, and which values came from outside the files.
 * Confined to the thread that reads.
 *
 * @param origins which scalars {@code ${env:…}} or {@code ${file:…}} gave
 */
public record Reading(Findings findings, Origins origins, Strictness strictness) {
    /**
     * Which values came from outside the files.
     *
     * @param references places of scalars that a reference gave
     * @param exposed those among them that came from a file which every user of the machine may read
     */
    public record Origins(Set<Source> references, Set<Source> exposed) {
        public Origins {
            references = Set.copyOf(references);
            exposed = Set.copyOf(exposed);
        }
    }

    /** What the configuration is read for. */
    public enum Strictness {
        /** Validating: a secret that the surroundings do not set yet is a suggestion. */
        CHECK,
        /** Serving: an empty secret is an error. */
        SERVE
    }

    public void error(String code, Node node, String message, String cure) {
        error(code, node.source(), message, cure);
    }

    public void error(String code, Source source, String message, String cure) {
        findings.add(Finding.error(code, source, message, cure));
    }

    public void securityWarning(String code, Source source, String message, String cure) {
        findings.add(Finding.securityWarning(code, source, message, cure));
    }

    public void warning(String code, Source source, String message, String cure) {
        findings.add(Finding.warning(code, source, message, cure));
    }

    public void suggestion(String code, Source source, String message, String cure) {
        findings.add(Finding.suggestion(code, source, message, cure));
    }

    /** {@code expected a duration, found a list}. */
    public void wrongType(Node node, String expected, String cure) {
        error("wrong-type", node, "expected " + expected + ", found " + found(node), cure);
    }

    /** Whether a reference gave the value. */
    public boolean isReference(Node node) {
        return origins.references().contains(node.source());
    }

    /** Reads on where findings have been told already. */
    public Reading quiet() {
        return new Reading(new Findings(), origins, strictness);
    }

    /** What stands there, without telling what a reference gave. */
    public String found(Node node) {
        if (node instanceof Node.Scalar scalar && scalar.type() != Node.ScalarType.NULL && !isReference(node)) {
            return switch (scalar.type()) {
                case TEXT -> "the text `" + shortened(scalar.text()) + "`";
                case NUMBER -> "the number `" + shortened(scalar.text()) + "`";
                case BOOLEAN -> "the boolean `" + scalar.text() + "`";
                case NULL -> "nothing";
            };
        }
        return node.kind().equals("empty") ? "nothing" : node.kind();
    }

    /** A value as a message may quote it; what a reference gave is never quoted. */
    public String quoted(Node.Scalar scalar) {
        return isReference(scalar) ? "the referenced value" : "`" + shortened(scalar.text()) + "`";
    }

    /** All findings so far. */
    public List<Finding> sorted() {
        return findings.sorted();
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= 60 ? line : line.substring(0, 57) + "...";
    }
}
