package dev.daypass.core.rules;

import dev.daypass.core.identity.AttributeValue;
import dev.daypass.core.identity.Attributes;
import dev.daypass.core.identity.AuthenticationContext;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.identity.Subject;
import dev.daypass.core.source.Findings;
import dev.daypass.core.source.JsonTree;
import dev.daypass.core.source.Node;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A JSON file of providers, rules and cases: what is given, what is expected. */
final class CaseFile {
    private final Node root;
    private final RuleCompiler compiler = new RuleCompiler();
    private final Findings findings = new Findings();
    private final Map<ProviderId, AttributeMapping> mappings = new LinkedHashMap<>();

    CaseFile(String name) {
        this.root = read(name);
        entries(root, "providers").forEach((id, attributes) -> {
            var expressions = new LinkedHashMap<String, Expression>();
            ((Node.Mapping) attributes).asMap().forEach((key, value) -> expressions.put(key, expression(value)));
            mappings.put(
                    new ProviderId(id),
                    compiler.mapping(expressions, findings).orElseThrow(() -> new AssertionError(findings.sorted())));
        });
    }

    private static Node read(String name) {
        try (InputStream in = CaseFile.class.getResourceAsStream(name)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new JsonTree().read(name, text).value().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Findings findings() {
        return findings;
    }

    List<Node> cases() {
        return items(root, "cases");
    }

    Optional<RuleSet> rules() {
        return rules(items(root, "rules"));
    }

    Optional<RuleSet> rules(List<Node> rules) {
        var views = new LinkedHashMap<ProviderId, ProviderView>();
        mappings.forEach((id, mapping) -> views.put(id, ProviderView.trusted(mapping, Optional.empty())));
        return compiler.compileFor(rules.stream().map(CaseFile::rule).toList(), views, findings);
    }

    /** The identity of a case, its user made by the provider's map. */
    Identity identity(Node given) {
        var id = new ProviderId(text(given, "provider").orElseThrow());
        var raw = new LinkedHashMap<String, List<AttributeValue>>();
        entries(given, "attributes").forEach((name, values) -> raw.put(name, values(values)));
        Identity identity = Identity.verified(
                id,
                "https://idp.example.com",
                new Subject("alice", Optional.empty()),
                List.of(),
                Optional.empty(),
                Attributes.of(raw),
                AuthenticationContext.unknown(),
                "proof-1");
        AttributeMapping mapping = mappings.getOrDefault(id, AttributeMapping.none());
        return identity.normalised(mapping.apply(identity).value().orElseThrow());
    }

    private static List<AttributeValue> values(Node list) {
        return ((Node.Sequence) list).items().stream().map(CaseFile::value).toList();
    }

    private static AttributeValue value(Node node) {
        if (node instanceof Node.Scalar scalar) {
            return AttributeValue.of(scalar.text());
        }
        return new AttributeValue.Structure(((Node.Mapping) node)
                .asMap().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> values(entry.getValue()))));
    }

    static RuleDefinition rule(Node node) {
        return new RuleDefinition(
                text(node, "name").orElseThrow(),
                node.source(),
                texts(node, "providers").stream().map(ProviderId::new).toList(),
                get(node, "when").map(CaseFile::expression),
                texts(node, "roles"),
                get(node, "rolesFrom").map(CaseFile::expression),
                texts(node, "deny"),
                get(node, "session").map(CaseFile::session),
                RuleDefinition.Mode.valueOf(text(node, "mode").orElse("enforce").toUpperCase(Locale.ROOT)));
    }

    private static SessionShapeDefinition session(Node node) {
        var tags = new LinkedHashMap<String, Expression>();
        entries(node, "tags").forEach((key, value) -> tags.put(key, expression(value)));
        return new SessionShapeDefinition(
                get(node, "name").map(CaseFile::expression),
                text(node, "duration").map(Duration::parse),
                tags,
                texts(node, "transitive"),
                get(node, "sourceIdentity").map(CaseFile::expression));
    }

    private static Expression expression(Node node) {
        return new Expression(((Node.Scalar) node).text(), node.source());
    }

    static Optional<Node> get(Node node, String key) {
        return ((Node.Mapping) node).get(key);
    }

    static Optional<String> text(Node node, String key) {
        return get(node, key).map(value -> ((Node.Scalar) value).text());
    }

    static List<Node> items(Node node, String key) {
        return get(node, key).map(list -> ((Node.Sequence) list).items()).orElse(List.of());
    }

    static List<String> texts(Node node, String key) {
        return items(node, key).stream()
                .map(item -> ((Node.Scalar) item).text())
                .toList();
    }

    static Map<String, Node> entries(Node node, String key) {
        return get(node, key).map(map -> ((Node.Mapping) map).asMap()).orElse(Map.of());
    }
}
