package dev.daypass.adapters.oidc.jose;

import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Optional;

/**
 * The signature algorithms that exist here (RFC 7518 section 3.1, RFC 8037, RFC 9864). Asymmetric ones only: there is no
 * name for {@code none}, for HMAC or for secp256k1, so that no setting can let them in.
 */
public enum JwsAlgorithm {
    RS256("RS256", KeyShape.RSA, "SHA256withRSA"),
    RS384("RS384", KeyShape.RSA, "SHA384withRSA"),
    RS512("RS512", KeyShape.RSA, "SHA512withRSA"),
    PS256("PS256", KeyShape.RSA, "RSASSA-PSS", "SHA-256", 32),
    PS384("PS384", KeyShape.RSA, "RSASSA-PSS", "SHA-384", 48),
    PS512("PS512", KeyShape.RSA, "RSASSA-PSS", "SHA-512", 64),
    ES256("ES256", KeyShape.P256, "SHA256withECDSAinP1363Format"),
    ES384("ES384", KeyShape.P384, "SHA384withECDSAinP1363Format"),
    ES512("ES512", KeyShape.P521, "SHA512withECDSAinP1363Format"),
    EDDSA("EdDSA", KeyShape.ED25519, "Ed25519"),
    ED25519("Ed25519", KeyShape.ED25519, "Ed25519");

    private final String joseName;
    private final KeyShape shape;
    private final String jcaName;
    private final String pssHash;
    private final int pssSaltBytes;

    JwsAlgorithm(String joseName, KeyShape shape, String jcaName) {
        this(joseName, shape, jcaName, "", 0);
    }

    JwsAlgorithm(String joseName, KeyShape shape, String jcaName, String pssHash, int pssSaltBytes) {
        this.joseName = joseName;
        this.shape = shape;
        this.jcaName = jcaName;
        this.pssHash = pssHash;
        this.pssSaltBytes = pssSaltBytes;
    }

    /** The algorithm of an {@code alg}, spelled exactly. */
    public static Optional<JwsAlgorithm> named(String alg) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.joseName.equals(alg))
                .findFirst();
    }

    /** As {@code alg} spells it. */
    public String joseName() {
        return joseName;
    }

    /** The only shape of key it works with. */
    public KeyShape shape() {
        return shape;
    }

    /** The hash that goes with it, for {@code at_hash} (OpenID Connect Core 3.1.3.6; Ed25519 hashes with SHA-512). */
    public String hashName() {
        return switch (this) {
            case RS256, PS256, ES256 -> "SHA-256";
            case RS384, PS384, ES384 -> "SHA-384";
            case RS512, PS512, ES512, EDDSA, ED25519 -> "SHA-512";
        };
    }

    String jcaName() {
        return jcaName;
    }

    /** RFC 7518 section 3.5: the same hash for MGF1, a salt as long as the hash. */
    Optional<AlgorithmParameterSpec> parameters() {
        return pssHash.isEmpty()
                ? Optional.empty()
                : Optional.of(new PSSParameterSpec(
                        pssHash,
                        "MGF1",
                        new MGF1ParameterSpec(pssHash),
                        pssSaltBytes,
                        PSSParameterSpec.TRAILER_FIELD_BC));
    }
}
