package dev.daypass.core.audit;

import dev.daypass.core.source.JsonTree;
import dev.daypass.core.source.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An entry, read again for people.
 *
 * @param entry its place in the chain, and the line itself
 * @param kind as written
 * @param outcome {@code GRANTED} or {@code REFUSED}
 * @param reason why it was refused
 * @param facts by name, in the order written
 */
public record AuditRecord(
        AuditEntry entry,
        String kind,
        String outcome,
        String correlation,
        String client,
        Optional<String> reason,
        Map<String, List<String>> facts) {
    private static final JsonTree JSON = new JsonTree();

    /** Reads a line; empty if it is no entry. */
    public static Optional<AuditRecord> parse(String line) {
        return AuditEntry.parse(line).flatMap(entry -> JSON.read("audit", line)
                .value()
                .filter(Node.Mapping.class::isInstance)
                .map(node -> read(entry, (Node.Mapping) node)));
    }

    private static AuditRecord read(AuditEntry entry, Node.Mapping members) {
        var facts = new LinkedHashMap<String, List<String>>();
        members.get("facts").filter(Node.Mapping.class::isInstance).ifPresent(node -> ((Node.Mapping) node)
                .entries()
                .forEach(fact -> facts.put(fact.key().text(), texts(fact.value()))));
        return new AuditRecord(
                entry,
                text(members, "kind"),
                text(members, "outcome"),
                text(members, "correlation"),
                text(members, "client"),
                members.get("reason").map(reason -> text(members, "reason")),
                facts);
    }

    private static String text(Node.Mapping members, String name) {
        return members.get(name)
                .filter(Node.Scalar.class::isInstance)
                .map(node -> ((Node.Scalar) node).text())
                .orElse("");
    }

    private static List<String> texts(Node node) {
        var texts = new ArrayList<String>();
        if (node instanceof Node.Sequence list) {
            list.items().forEach(item -> texts.addAll(texts(item)));
        } else if (node instanceof Node.Scalar scalar) {
            texts.add(scalar.text());
        }
        return texts;
    }

    public boolean granted() {
        return outcome.equals(AuditEvent.Verdict.GRANTED.name());
    }

    /** The first value of the first of these facts that is there. */
    public Optional<String> fact(String... names) {
        for (String name : names) {
            List<String> values = facts.getOrDefault(name, List.of());
            if (!values.isEmpty()) {
                return Optional.of(values.get(0));
            }
        }
        return Optional.empty();
    }
}
