package dev.daypass.core.policy;

import dev.daypass.core.source.Findings;
import dev.daypass.core.source.Node;
import dev.daypass.core.source.Suggestions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Reads and compiles policies (sts.md 1.9). Strict: whatever it does not understand refuses the whole document, and every
 * mistake is told at once, each at its place with a cure. Holds no state; safe for use by several threads.
 */
public final class PolicyReader {
    static final String VERSION_2012 = "2012-10-17";
    private static final List<String> VERSIONS = List.of(VERSION_2012, "2008-10-17");
    private static final List<String> ELEMENTS = List.of("Version", "Id", "Statement");
    /** The highest character of a session policy (sts.md 1.1). */
    private static final int MAX_CHARACTER = 0xff;

    /**
     * Reads a document.
     *
     * @param node a mapping with {@code Statement} and maybe {@code Version} and {@code Id}, or a list of statements,
     *     which is of Version 2012-10-17
     * @param findings gets every mistake
     * @return the document, unless there was a mistake
     */
    public Optional<PolicyDocument> read(PolicyGrammar grammar, Node node, Findings findings) {
        var own = new Findings();
        Optional<PolicyDocument> document = document(grammar, node, own);
        findings.addAll(own.sorted());
        return own.hasErrors() ? Optional.empty() : document;
    }

    private static Optional<PolicyDocument> document(PolicyGrammar grammar, Node node, Findings findings) {
        if (node instanceof Node.Sequence list) {
            var header = new PolicyDocument.Header(grammar, Optional.of(VERSION_2012), Optional.empty(), node.source());
            return statements(header, list.items(), list, findings);
        }
        if (!(node instanceof Node.Mapping mapping)) {
            findings.error(
                    "policy-form",
                    node.source(),
                    "a policy must be a mapping, and here stands " + node.kind(),
                    "write `{\"Version\": \"2012-10-17\", \"Statement\": […]}`");
            return Optional.empty();
        }
        unknownElements(mapping, findings);
        var plain = new Reading(grammar, false, findings);
        Optional<String> version = version(mapping, findings);
        Optional<String> id =
                mapping.get("Id").flatMap(value -> plain.text("Id", value)).map(Node.Scalar::text);
        var header = new PolicyDocument.Header(grammar, version, id, node.source());
        Optional<Node> statement = mapping.get("Statement");
        if (statement.isEmpty()) {
            findings.error("policy-statement-missing", node.source(), "the policy has no `Statement`", "add one");
            return Optional.empty();
        }
        return statements(header, Reading.items(statement.get()), statement.get(), findings);
    }

    private static void unknownElements(Node.Mapping mapping, Findings findings) {
        for (Node.Entry entry : mapping.entries()) {
            String name = entry.key().text();
            if (!ELEMENTS.contains(name)) {
                findings.error(
                        "policy-element-unknown",
                        entry.key().source(),
                        "`" + name + "` is no element of a policy",
                        Suggestions.cure(name, ELEMENTS));
            }
        }
    }

    private static Optional<String> version(Node.Mapping mapping, Findings findings) {
        Optional<Node> node = mapping.get("Version");
        if (node.isEmpty()) {
            return Optional.empty();
        }
        if (node.get() instanceof Node.Scalar scalar && VERSIONS.contains(scalar.text())) {
            return Optional.of(scalar.text());
        }
        findings.error(
                "policy-version",
                node.get().source(),
                "`Version` must be the language's version, `2012-10-17` or `2008-10-17`",
                "write `\"Version\": \"2012-10-17\"`; it is no date of your own");
        return Optional.empty();
    }

    private static Optional<PolicyDocument> statements(
            PolicyDocument.Header header, List<Node> nodes, Node place, Findings findings) {
        if (nodes.isEmpty()) {
            findings.error("policy-statement-missing", place.source(), "the policy has no statement", "add one");
            return Optional.empty();
        }
        if (nodes.size() > PolicySize.STATEMENTS) {
            findings.error(
                    "policy-too-many-statements",
                    place.source(),
                    "the policy has " + nodes.size() + " statements; " + PolicySize.STATEMENTS + " are the most",
                    "merge statements or split the policy");
            return Optional.empty();
        }
        boolean variables = header.version().filter(VERSION_2012::equals).isPresent();
        var reader = new StatementReader(new Reading(header.grammar(), variables, findings));
        var statements = new ArrayList<Statement>();
        for (int i = 0; i < nodes.size(); i++) {
            reader.read(i, nodes.get(i)).ifPresent(statements::add);
        }
        duplicateSids(statements, findings);
        if (findings.hasErrors()) {
            return Optional.empty();
        }
        var document = new PolicyDocument(header, statements);
        foreignCharacters(document, findings);
        return Optional.of(document);
    }

    private static void duplicateSids(List<Statement> statements, Findings findings) {
        var seen = new HashSet<String>();
        for (Statement statement : statements) {
            if (statement.sid().isPresent() && !seen.add(statement.sid().get())) {
                findings.error(
                        "policy-sid-duplicate",
                        statement.source(),
                        "`" + statement.sid().get() + "` is the `Sid` of an earlier statement",
                        "give each statement its own, or none");
            }
        }
    }

    private static void foreignCharacters(PolicyDocument document, Findings findings) {
        if (document.grammar() == PolicyGrammar.SESSION
                && document.json().chars().anyMatch(c -> c > MAX_CHARACTER)) {
            findings.error(
                    "policy-character",
                    document.source(),
                    "a session policy may use the characters U+0020 to U+00FF only",
                    "use `?` or `*` in place of others");
        }
    }
}
