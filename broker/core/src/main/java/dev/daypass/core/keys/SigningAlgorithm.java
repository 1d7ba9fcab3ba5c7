package dev.daypass.core.keys;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import java.util.Optional;

/** The algorithms that the broker signs its own tokens with (RFC 7518 section 3.1, RFC 8037); ES256 unless asked. */
public enum SigningAlgorithm {
    ES256("ES256", "EC", "SHA256withECDSAinP1363Format"),
    ES384("ES384", "EC", "SHA384withECDSAinP1363Format"),
    EDDSA("EdDSA", "Ed25519", "Ed25519"),
    RS256("RS256", "RSA", "SHA256withRSA"),
    PS256("PS256", "RSA", "RSASSA-PSS");

    private static final PSSParameterSpec PSS =
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, PSSParameterSpec.TRAILER_FIELD_BC);

    private final String joseName;
    private final String keyAlgorithm;
    private final String signature;

    SigningAlgorithm(String joseName, String keyAlgorithm, String signature) {
        this.joseName = joseName;
        this.keyAlgorithm = keyAlgorithm;
        this.signature = signature;
    }

    /** The algorithm of a JOSE {@code alg} name. */
    public static Optional<SigningAlgorithm> of(String joseName) {
        return Arrays.stream(values())
                .filter(known -> known.joseName.equals(joseName))
                .findFirst();
    }

    /** As {@code alg} writes it. */
    public String joseName() {
        return joseName;
    }

    /** The Java name of its keys. */
    String keyAlgorithm() {
        return keyAlgorithm;
    }

    KeyPair newPair(SecureRandom random) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(keyAlgorithm);
        generator.initialize(shape(), random);
        return generator.generateKeyPair();
    }

    private AlgorithmParameterSpec shape() {
        return switch (this) {
            case ES256 -> new ECGenParameterSpec("secp256r1");
            case ES384 -> new ECGenParameterSpec("secp384r1");
            case EDDSA -> NamedParameterSpec.ED25519;
            case RS256, PS256 -> new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4);
        };
    }

    Signature signature() throws GeneralSecurityException {
        Signature made = Signature.getInstance(signature);
        if (this == PS256) {
            made.setParameter(PSS);
        }
        return made;
    }
}
