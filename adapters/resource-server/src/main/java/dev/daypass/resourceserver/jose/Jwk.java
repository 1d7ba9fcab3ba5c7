package dev.daypass.resourceserver.jose;

import dev.daypass.resourceserver.json.JsonValue;
import dev.daypass.resourceserver.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A JSON Web Key (RFC 7517 section 4), of a key set or of a proof's header. Nobody has judged it yet. */
public record Jwk(JsonValue.Members members) {
    /** Members of private and symmetric keys (RFC 7518 sections 6.2.2, 6.3.2, 6.4). */
    private static final List<String> SECRET = List.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

    /** A key, or what is wrong with it. */
    public sealed interface Judged {
        /** It may verify. */
        record Usable(VerificationKey key) implements Judged {}

        /** It may not; {@code why} continues 'the key …'. */
        record Unusable(String why) implements Judged {}
    }

    /** Whether it tells what nobody may know. */
    public boolean holdsSecret() {
        return SECRET.stream().anyMatch(members::has)
                || members.text("kty").filter("oct"::equals).isPresent();
    }

    /** The key, if it is strong, public and for verifying. */
    public Judged judge() {
        if (!mayVerify()) {
            return new Judged.Unusable("is not for verifying: its `use` or `key_ops` says so");
        }
        PublicKeys.Made made = PublicKeys.make(this);
        if (made.key().isEmpty()) {
            return new Judged.Unusable(made.problem());
        }
        Set<JwsAlgorithm> algorithms = algorithms(made.shape());
        return algorithms.isEmpty()
                ? new Judged.Unusable("is marked for an `alg` that it cannot verify")
                : new Judged.Usable(
                        new VerificationKey(members.text("kid"), made.key().get(), algorithms));
    }

    /** RFC 7638: the SHA-256 of the required members, in base64url. Of a key that was judged usable. */
    public String thumbprint() {
        List<String> required =
                switch (members.text("kty").orElse("")) {
                    case "RSA" -> List.of("e", "kty", "n");
                    case "EC" -> List.of("crv", "kty", "x", "y");
                    default -> List.of("crv", "kty", "x");
                };
        Map<String, String> inOrder = new TreeMap<>();
        required.forEach(name -> inOrder.put(name, members.text(name).orElse("")));
        return Base64Url.encode(Sha256.of(JsonWriter.write(inOrder).getBytes(StandardCharsets.UTF_8)));
    }

    /** The octets of a member in canonical base64url. */
    Optional<byte[]> octets(String name) {
        return members.text(name).flatMap(Base64Url::decode).filter(octets -> octets.length > 0);
    }

    /** RFC 7517 sections 4.2 and 4.3: neither {@code use} nor {@code key_ops} may say that it is for something else. */
    private boolean mayVerify() {
        boolean use =
                !members.has("use") || members.text("use").filter("sig"::equals).isPresent();
        boolean operations = !members.has("key_ops")
                || members.list("key_ops")
                        .flatMap(JsonValue.Items::texts)
                        .filter(names -> names.contains("verify"))
                        .isPresent();
        return use && operations;
    }

    /** The key's own {@code alg} wins; without one its shape decides. */
    private Set<JwsAlgorithm> algorithms(KeyShape shape) {
        return Arrays.stream(JwsAlgorithm.values())
                .filter(algorithm -> algorithm.shape() == shape)
                .filter(algorithm -> !members.has("alg")
                        || members.text("alg")
                                .filter(algorithm.joseName()::equals)
                                .isPresent())
                .collect(Collectors.toSet());
    }
}
