package dev.daypass.core.config;

import dev.daypass.core.config.form.Fields;
import dev.daypass.core.config.form.Form;
import dev.daypass.core.config.form.JsonSchema;
import dev.daypass.core.config.form.Key;
import dev.daypass.core.config.form.Many;
import dev.daypass.core.config.form.Placed;
import dev.daypass.core.config.form.Reading;
import dev.daypass.core.config.form.Scalars;
import dev.daypass.core.config.form.Shape;
import dev.daypass.core.policy.PolicyGrammar;
import dev.daypass.core.policy.PolicySize;
import dev.daypass.core.source.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads {@code policies/}: in YAML a mapping from names to documents (or to documents with a description, a path,
 * versions), in JSON one bare document named by its file.
 */
final class PolicyFileReader {
    private static final Form<DocumentForm.Written> DOCUMENT_FORM =
            new DocumentForm(PolicyGrammar.IDENTITY, PolicySize.MANAGED);

    private static final Key<String> DESCRIPTION =
            Key.optional("description", Scalars.text(), "What the policy is for.", "Reads reports.");
    private static final Key<String> PATH = Key.optional(
                    "path", Names.path(), "Path in the policy's ARN.", "/teams/data/")
            .otherwise("/");
    private static final Key<Placed<String>> ACCOUNT = Key.optional(
            "account",
            Scalars.placed(Names.alias()),
            "The one account that may use it; left out: all accounts.",
            "prod");
    private static final Key<DocumentForm.Written> DOCUMENT = Key.optional(
            "document",
            DOCUMENT_FORM,
            "The policy itself; or `versions` in its place.",
            "{ Version: \"2012-10-17\", Statement: [] }");
    private static final Key<Map<Placed<String>, DocumentForm.Written>> VERSIONS = Key.optional(
            "versions",
            Many.named("v[1-9][0-9]{0,5}", "bad-name", "write `v1`, `v2`, …", DOCUMENT_FORM),
            "Up to five versions by id, `v1`, `v2`, …; `default` says which one counts.",
            "{ v1: …, v2: … }");
    private static final Key<Placed<String>> DEFAULT =
            Key.optional("default", Scalars.placed(Scalars.text()), "Which version counts.", "v2");
    private static final Shape SHAPE = Shape.of("a policy", DESCRIPTION, PATH, ACCOUNT, DOCUMENT, VERSIONS, DEFAULT);

    private final Reading reading;
    private final Registry<Draft> policies;

    PolicyFileReader(Reading reading, Registry<Draft> policies) {
        this.reading = reading;
        this.policies = policies;
    }

    /**
     * A customer policy.
     *
     * @param account the alias of the one account it is for
     * @param written the version that counts
     */
    record Draft(Placed<String> name, String path, Optional<Placed<String>> account, DocumentForm.Written written) {}

    static JsonSchema schema() {
        JsonSchema one = JsonSchema.anyOf(List.of(DOCUMENT_FORM.schema(), SHAPE.schema()));
        return JsonSchema.anyOf(List.of(DOCUMENT_FORM.schema(), JsonSchema.map(Names.POLICY, one)));
    }

    void read(ConfigFile file, Node root) {
        if (file.path().endsWith(".json")) {
            policy(new Placed<>(file.stem(), file.start()), root);
            return;
        }
        if (!(root instanceof Node.Mapping mapping)) {
            reading.wrongType(root, "a mapping from names to policies", "write `NAME: { Statement: … }`");
            return;
        }
        for (Node.Entry entry : mapping.entries()) {
            policy(new Placed<>(entry.key().text(), entry.key().source()), entry.value());
        }
    }

    private void policy(Placed<String> name, Node node) {
        if (!Pattern.matches(Names.POLICY, name.value())) {
            reading.error(
                    "bad-name", name.source(), "`" + name.value() + "` cannot be a policy's name", Names.POLICY_CURE);
        }
        if (!policies.declare(name, reading)) {
            return;
        }
        if (isDocument(node)) {
            DOCUMENT_FORM
                    .read(node, reading)
                    .ifPresent(written -> policies.put(name.value(), new Draft(name, "/", Optional.empty(), written)));
            return;
        }
        SHAPE.read(node, reading).ifPresent(fields -> described(name, fields));
    }

    private static boolean isDocument(Node node) {
        return node instanceof Node.Sequence
                || (node instanceof Node.Mapping mapping
                        && (mapping.get("Statement").isPresent()
                                || mapping.get("Version").isPresent()));
    }

    private void described(Placed<String> name, Fields fields) {
        if (fields.has(DOCUMENT) == fields.has(VERSIONS)) {
            reading.error(
                    "policy-without-document",
                    fields.source(),
                    "a policy has either `document` or `versions`",
                    "write one of the two");
            return;
        }
        Optional<DocumentForm.Written> written = fields.has(DOCUMENT) ? fields.get(DOCUMENT) : defaultVersion(fields);
        written.ifPresent(document ->
                policies.put(name.value(), new Draft(name, fields.orFallback(PATH), fields.get(ACCOUNT), document)));
    }

    private Optional<DocumentForm.Written> defaultVersion(Fields fields) {
        Map<Placed<String>, DocumentForm.Written> versions =
                fields.get(VERSIONS).orElseGet(Map::of);
        if (versions.size() > PolicySize.VERSIONS) {
            reading.error(
                    "too-many",
                    fields.source(VERSIONS),
                    versions.size() + " versions; " + PolicySize.VERSIONS + " are the most",
                    "remove the oldest");
        }
        if (!fields.has(DEFAULT)) {
            reading.error(
                    "missing-key",
                    fields.source(),
                    "a policy with versions needs the key `default`",
                    "add it, for example `default: v1`");
            return Optional.empty();
        }
        return fields.get(DEFAULT).flatMap(wanted -> version(versions, wanted));
    }

    private Optional<DocumentForm.Written> version(
            Map<Placed<String>, DocumentForm.Written> versions, Placed<String> wanted) {
        Optional<DocumentForm.Written> found = versions.entrySet().stream()
                .filter(entry -> entry.getKey().value().equals(wanted.value()))
                .map(Map.Entry::getValue)
                .findFirst();
        if (found.isEmpty()) {
            reading.error(
                    "unknown-version",
                    wanted.source(),
                    "there is no readable version `" + wanted.value() + "`",
                    "name one of the keys of `versions`");
        }
        return found;
    }
}
