package dev.daypass.resourceserver.jose;

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
    RS256("RS256", KeyShape.RSA, "SHA256withRSA", 0),
    PS256("PS256", KeyShape.RSA, "RSASSA-PSS", 256),
    PS384("PS384", KeyShape.RSA, "RSASSA-PSS", 384),
    PS512("PS512", KeyShape.RSA, "RSASSA-PSS", 512),
    ES256("ES256", KeyShape.P256, "SHA256withECDSAinP1363Format", 0),
    ES384("ES384", KeyShape.P384, "SHA384withECDSAinP1363Format", 0),
    ES512("ES512", KeyShape.P521, "SHA512withECDSAinP1363Format", 0),
    EDDSA("EdDSA", KeyShape.ED25519, "Ed25519", 0),
    ED25519("Ed25519", KeyShape.ED25519, "Ed25519", 0);

    private final String joseName;
    private final KeyShape shape;
    private final String jcaName;
    private final int pssBits;

    JwsAlgorithm(String joseName, KeyShape shape, String jcaName, int pssBits) {
        this.joseName = joseName;
        this.shape = shape;
        this.jcaName = jcaName;
        this.pssBits = pssBits;
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

    String jcaName() {
        return jcaName;
    }

    /** RFC 7518 section 3.5: the same hash for MGF1, a salt as long as the hash. */
    Optional<AlgorithmParameterSpec> parameters() {
        if (pssBits == 0) {
            return Optional.empty();
        }
        String hash = "SHA-" + pssBits;
        return Optional.of(new PSSParameterSpec(
                hash, "MGF1", new MGF1ParameterSpec(hash), pssBits / 8, PSSParameterSpec.TRAILER_FIELD_BC));
    }
}
