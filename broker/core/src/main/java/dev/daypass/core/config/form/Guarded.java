package dev.daypass.core.config.form;

import dev.daypass.core.secret.Secret;
import dev.daypass.core.source.Finding;
import dev.daypass.core.source.Node;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/** Forms of values that security depends on: secrets and addresses. */
public final class Guarded {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private Guarded() {}

    /**
     * A secret. It comes from a reference: a literal one is a security warning, an empty one an error once it is needed.
     */
    public static Form<Secret> secret() {
        JsonSchema schema =
                JsonSchema.type("string").with("pattern", JsonSchema.REFERENCE).with("writeOnly", true);
        return new Scalars.ScalarForm<>(schema, (node, reading) -> {
            if (!(node instanceof Node.Scalar scalar) || scalar.type() == Node.ScalarType.NULL) {
                reading.wrongType(node, "a secret", "write `${env:NAME}` or `${file:PATH}`");
                return Optional.empty();
            }
            if (!reading.isReference(node)) {
                reading.securityWarning(
                        "literal-secret",
                        node.source(),
                        "a secret stands here in plain text",
                        "move it out of the file and write `${env:NAME}` or `${file:PATH}`");
            }
            if (reading.origins().exposed().contains(node.source())) {
                reading.securityWarning(
                        "exposed-secret",
                        node.source(),
                        "every user of this machine may read the secret's file",
                        "take the right away, for example `chmod 600 FILE`");
            }
            if (scalar.text().isEmpty()) {
                reading.findings().add(empty(node, reading.strictness()));
            }
            return Optional.of(Secret.of(scalar.text()));
        });
    }

    private static Finding empty(Node node, Reading.Strictness strictness) {
        String message = "the secret is empty";
        String cure = "set the variable or file that the reference names; `serve` does not start without it";
        return switch (strictness) {
            case CHECK -> Finding.suggestion("empty-secret", node.source(), message, cure);
            case SERVE -> Finding.error("empty-secret", node.source(), message, cure);
        };
    }

    /** An {@code https} address, or an {@code http} one of this machine. No user, query or fragment. */
    public static Form<URI> httpUri() {
        return new Scalars.ScalarForm<>(
                JsonSchema.pattern("https?://.+"),
                (node, reading) -> Scalars.nonEmpty(node, reading).flatMap(text -> httpUri(text, node, reading)));
    }

    /** Whether a URI may be called or published: https, or http of this machine. */
    public static boolean isSafe(URI uri) {
        return "https".equals(uri.getScheme())
                || ("http".equals(uri.getScheme()) && uri.getHost() != null && LOOPBACK.contains(uri.getHost()));
    }

    /** Reads an address; what is wrong with it is found at the node. */
    public static Optional<URI> httpUri(String text, Node node, Reading reading) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            notAnAddress(node, reading);
            return Optional.empty();
        }
        boolean http = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
        if (!http || uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            notAnAddress(node, reading);
            return Optional.empty();
        }
        if (!isSafe(uri)) {
            reading.error(
                    "insecure-address",
                    node,
                    reading.quoted((Node.Scalar) node) + " is not protected by TLS",
                    "use `https`; `http` is for `localhost`, `127.0.0.1` and `[::1]` only");
            return Optional.empty();
        }
        return Optional.of(uri);
    }

    private static void notAnAddress(Node node, Reading reading) {
        reading.error(
                "not-an-address",
                node,
                reading.quoted((Node.Scalar) node) + " is not an absolute http(s) address",
                "write `https://HOST/PATH`, without user, password or fragment");
    }
}
