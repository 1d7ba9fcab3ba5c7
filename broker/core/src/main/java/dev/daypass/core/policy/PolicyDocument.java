package dev.daypass.core.policy;

import dev.daypass.core.source.Source;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A policy that has been read and compiled. Immutable; only {@link PolicyReader} makes one, so every document is valid.
 *
 * <p>Two documents are equal if they say the same in the same words, wherever they were read.
 */
public final class PolicyDocument {
    /** What stands beside the statements. */
    record Header(PolicyGrammar grammar, Optional<String> version, Optional<String> id, Source source) {}

    private final Header header;
    private final List<Statement> statements;
    private final PolicyIndex index;
    private final String json;
    private final int size;

    PolicyDocument(Header header, List<Statement> statements) {
        this.header = header;
        this.statements = List.copyOf(statements);
        this.index = PolicyIndex.of(statements);
        this.json = PolicyJson.write(header, statements);
        this.size = PolicySize.of(json);
    }

    public List<Statement> statements() {
        return statements;
    }

    /** Where it begins. */
    public Source source() {
        return header.source();
    }

    public PolicyGrammar grammar() {
        return header.grammar();
    }

    /** As written; a document without one follows 2008-10-17, in which {@code ${…}} is plain text. */
    public Optional<String> version() {
        return header.version();
    }

    /** Non-white-space characters of {@link #json()}: what limits of {@link PolicySize} count. */
    public int size() {
        return size;
    }

    /** Canonical JSON: elements in the grammar's order, lists of one as texts, no white space. Reading it gives an equal document. */
    public String json() {
        return json;
    }

    /** Every context key that a decision on it may read (the answer of {@code GetContextKeysForCustomPolicy}). */
    public Set<String> keys() {
        var keys = new LinkedHashSet<String>();
        statements.forEach(statement -> keys.addAll(statement.keys()));
        return keys;
    }

    PolicyIndex index() {
        return index;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PolicyDocument document
                && grammar() == document.grammar()
                && json.equals(document.json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    @Override
    public String toString() {
        return "PolicyDocument[" + statements.size() + " statements at " + source() + "]";
    }
}
