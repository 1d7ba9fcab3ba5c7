package dev.daypass.adapters.oidc.keys;

import dev.daypass.adapters.oidc.jose.Base64Url;
import dev.daypass.core.source.Node;
import java.util.List;
import java.util.Optional;

/** One JWK of a set, its members by type (RFC 7517 section 4). */
record JwkMembers(Node.Mapping node) {
    /** Members of private and symmetric keys (RFC 7518 sections 6.2.2, 6.3.2, 6.4). */
    private static final List<String> SECRET = List.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

    Optional<String> text(String name) {
        return node.get(name)
                .filter(Node.Scalar.class::isInstance)
                .map(Node.Scalar.class::cast)
                .filter(scalar -> scalar.type() == Node.ScalarType.TEXT)
                .map(Node.Scalar::text);
    }

    /** The octets of a member in canonical base64url. */
    Optional<byte[]> octets(String name) {
        return text(name).flatMap(Base64Url::decode).filter(bytes -> bytes.length > 0);
    }

    boolean has(String name) {
        return node.get(name).isPresent();
    }

    boolean holdsSecret() {
        return SECRET.stream().anyMatch(this::has);
    }

    /** RFC 7517 sections 4.2 and 4.3: neither {@code use} nor {@code key_ops} may say that it is for something else. */
    boolean mayVerify() {
        boolean use = !has("use") || text("use").filter("sig"::equals).isPresent();
        return use && (!has("key_ops") || operations().contains("verify"));
    }

    private List<String> operations() {
        return node.get("key_ops")
                .filter(Node.Sequence.class::isInstance)
                .map(Node.Sequence.class::cast)
                .map(list -> list.items().stream()
                        .filter(Node.Scalar.class::isInstance)
                        .map(item -> ((Node.Scalar) item).text())
                        .toList())
                .orElse(List.of());
    }
}
