package dev.daypass.core.config;

import dev.daypass.core.config.form.Form;
import dev.daypass.core.config.form.JsonSchema;
import dev.daypass.core.config.form.Reading;
import dev.daypass.core.config.form.Scalars;
import dev.daypass.core.source.JsonTree;
import dev.daypass.core.source.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a client's public keys (RFC 7517), written in place or in a file beside the configuration. */
record JwksReader(Reading reading, Attachments attachments) {
    private static final Set<String> PRIVATE = Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

    /** A file's path, or the key set itself. */
    static final Form<Node> FORM = new Form<>() {
        @Override
        public Optional<Node> read(Node node, Reading reading) {
            return node instanceof Node.Mapping
                    ? Optional.of(node)
                    : Scalars.text().read(node, reading).map(text -> node);
        }

        @Override
        public JsonSchema schema() {
            return JsonSchema.anyOf(List.of(Scalars.text().schema(), JsonSchema.type("object")));
        }
    };

    /** The key set as JSON; empty, and found, if it holds none or more than public keys. */
    Optional<String> read(Node written) {
        return set(written).filter(this::sound).map(NodeJson::text);
    }

    private Optional<Node> set(Node written) {
        if (!(written instanceof Node.Scalar path)) {
            return Optional.of(written);
        }
        Optional<String> text = attachments.text(path.text());
        if (text.isEmpty()) {
            reading.error(
                    "missing-file",
                    path,
                    "there is no file " + reading.quoted(path) + " in the configuration directory",
                    "put the key set there, or write it here as `{ keys: […] }`");
            return Optional.empty();
        }
        return text.flatMap(json -> new JsonTree().read(path.text(), json).fold(Optional::of, refusal -> {
            reading.error("json-syntax", path, refusal.auditDetail(), "check the key set's file");
            return Optional.empty();
        }));
    }

    private boolean sound(Node set) {
        List<Node> keys =
                set instanceof Node.Mapping mapping && mapping.get("keys").orElse(set) instanceof Node.Sequence sequence
                        ? sequence.items()
                        : List.of();
        if (keys.isEmpty()) {
            reading.error(
                    "no-keys", set, "there is no key in this key set", "write `keys: [{ kty: EC, … }]` (RFC 7517)");
        }
        return !keys.isEmpty() && keys.stream().allMatch(this::isPublic);
    }

    private boolean isPublic(Node key) {
        if (!(key instanceof Node.Mapping mapping) || mapping.get("kty").isEmpty()) {
            reading.error("bad-key", key, "this is no JSON Web Key: it has no `kty`", "write `{ kty: EC, crv: … }`");
            return false;
        }
        Optional<String> secret = mapping.entries().stream()
                .map(entry -> entry.key().text())
                .filter(PRIVATE::contains)
                .findFirst();
        secret.ifPresent(member -> reading.error(
                "private-key",
                key,
                "the key has the member `" + member + "`, which only its owner may know",
                "write the public key alone, and make a new pair: this one is no longer secret"));
        return secret.isEmpty();
    }
}
