package dev.daypass.resourceserver.jose;

import java.util.Optional;

/** The shapes of public keys that tokens are verified with; each algorithm takes one of them. */
public enum KeyShape {
    RSA(0),
    P256(256),
    P384(384),
    P521(521),
    ED25519(0);

    private final int fieldBits;

    KeyShape(int fieldBits) {
        this.fieldBits = fieldBits;
    }

    /** Bytes of one coordinate, and of each half of a signature; zero where there are none. */
    public int coordinateBytes() {
        return (fieldBits + 7) / 8;
    }

    /** The shape of a JWK's {@code crv} (RFC 7518 section 6.2.1.1, RFC 8037 section 2). */
    public static Optional<KeyShape> ofCurve(String crv) {
        return switch (crv) {
            case "P-256" -> Optional.of(P256);
            case "P-384" -> Optional.of(P384);
            case "P-521" -> Optional.of(P521);
            case "Ed25519" -> Optional.of(ED25519);
            default -> Optional.empty();
        };
    }
}
