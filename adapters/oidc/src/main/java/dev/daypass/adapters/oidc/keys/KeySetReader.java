package dev.daypass.adapters.oidc.keys;

import dev.daypass.adapters.oidc.jose.AuditText;
import dev.daypass.adapters.oidc.jose.JwsAlgorithm;
import dev.daypass.adapters.oidc.jose.KeyShape;
import dev.daypass.adapters.oidc.jose.VerificationKey;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.source.Finding;
import dev.daypass.core.source.JsonTree;
import dev.daypass.core.source.Node;
import dev.daypass.core.source.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The gate for key sets (RFC 7517): a set that holds secrets, mixes kinds of key or names two keys alike is refused
 * whole; a key that is weak, broken or for something else is left out with a warning. Safe for several threads.
 */
public final class KeySetReader {
    private static final int MAX_KEYS = 100;

    private final JsonTree json = new JsonTree();

    /**
     * Reads a set.
     *
     * @param name of the text in findings: a file or an address
     */
    public KeySetReading read(String name, String text) {
        Outcome<Node> tree = json.read(name, text);
        return tree.fold(
                root -> ofRoot(root),
                refusal -> refused(Finding.error(
                        "jwks-malformed",
                        Source.of(name),
                        "the key set is not JSON: " + refusal.auditDetail(),
                        "give the URI of a JWK set (RFC 7517)")));
    }

    private static KeySetReading refused(Finding finding) {
        return new KeySetReading(Optional.empty(), List.of(finding));
    }

    private static KeySetReading ofRoot(Node root) {
        Optional<Node> keys = root instanceof Node.Mapping set ? set.get("keys") : Optional.empty();
        if (keys.isEmpty() || !(keys.get() instanceof Node.Sequence list)) {
            return refused(Finding.error(
                    "jwks-malformed",
                    root.source(),
                    "the key set has no list `keys`",
                    "give the URI of a JWK set (RFC 7517)"));
        }
        if (list.items().size() > MAX_KEYS) {
            return refused(Finding.error(
                    "jwks-too-many",
                    list.source(),
                    "the key set has " + list.items().size() + " keys, more than " + MAX_KEYS,
                    "publish current signing keys only"));
        }
        return new Reading().read(list);
    }

    /** One reading of one set; confined to it. */
    private static final class Reading {
        private final List<Finding> findings = new ArrayList<>();
        private final List<VerificationKey> keys = new ArrayList<>();
        private final Set<String> unusable = new HashSet<>();
        private final Set<String> ids = new HashSet<>();

        KeySetReading read(Node.Sequence list) {
            for (Node item : list.items()) {
                if (item instanceof Node.Mapping mapping) {
                    read(new JwkMembers(mapping));
                } else {
                    findings.add(Finding.error(
                            "jwks-malformed",
                            item.source(),
                            "a key is " + item.kind() + ", not an object",
                            "remove it"));
                }
            }
            if (keys.isEmpty()) {
                findings.add(Finding.error(
                        "jwks-empty",
                        list.source(),
                        "the key set has no key that may verify signatures",
                        "publish an RSA key of 2048 bits or more, an EC key or an Ed25519 key"));
            }
            boolean bad = findings.stream().anyMatch(finding -> finding.severity() == Finding.Severity.ERROR);
            return new KeySetReading(bad ? Optional.empty() : Optional.of(new KeySet(keys, unusable)), findings);
        }

        private void read(JwkMembers jwk) {
            Source source = jwk.node().source();
            Optional<String> id = jwk.text("kid");
            String name = id.map(kid -> "key " + AuditText.quote(kid)).orElse("a key without `kid`");
            if (jwk.text("kty").filter("oct"::equals).isPresent() || jwk.has("k")) {
                findings.add(Finding.error(
                        "jwks-symmetric-key",
                        source,
                        name + " is a shared secret, and this set is public",
                        "remove it and replace the secret"));
                return;
            }
            if (jwk.holdsSecret()) {
                findings.add(Finding.error(
                        "jwks-private-key",
                        source,
                        name + " holds its private half, so anybody can sign",
                        "remove it, make a new key and publish its public half"));
                return;
            }
            if (id.isPresent() && !ids.add(id.get())) {
                findings.add(Finding.error(
                        "jwks-duplicate-kid", source, name + " occurs twice", "give each key a `kid` of its own"));
                return;
            }
            readPublic(jwk, name);
        }

        private void readPublic(JwkMembers jwk, String name) {
            if (!jwk.mayVerify()) {
                leaveOut(jwk, "jwks-key-unusable", name + " is not for verifying: its `use` or `key_ops` says so");
                return;
            }
            PublicKeys.Making making = PublicKeys.make(jwk);
            if (making.made().isEmpty()) {
                leaveOut(jwk, "jwks-weak-key", name + " " + making.problem().orElse("is no key"));
                return;
            }
            PublicKeys.Made made = making.made().get();
            Set<JwsAlgorithm> algorithms = algorithms(made.shape(), jwk);
            if (algorithms.isEmpty()) {
                leaveOut(jwk, "jwks-key-unusable", name + " is marked for an `alg` that it cannot verify");
                return;
            }
            keys.add(new VerificationKey(jwk.text("kid"), made.key(), algorithms));
        }

        /** The key's own {@code alg} wins; without one its shape decides. */
        private static Set<JwsAlgorithm> algorithms(KeyShape shape, JwkMembers jwk) {
            return Arrays.stream(JwsAlgorithm.values())
                    .filter(algorithm -> algorithm.shape() == shape)
                    .filter(algorithm -> !jwk.has("alg")
                            || jwk.text("alg")
                                    .filter(algorithm.joseName()::equals)
                                    .isPresent())
                    .collect(Collectors.toSet());
        }

        private void leaveOut(JwkMembers jwk, String code, String message) {
            jwk.text("kid").ifPresent(unusable::add);
            findings.add(Finding.warning(
                    code, jwk.node().source(), message, "tokens signed with it are refused; use another key"));
        }
    }
}
