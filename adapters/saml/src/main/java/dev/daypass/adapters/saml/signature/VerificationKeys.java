package dev.daypass.adapters.saml.signature;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Set;

/** The keys one provider may sign with. Keys too weak to sign with are not among them (S32, S33, S85). */
public record VerificationKeys(List<PublicKey> keys) {
    private static final int LEAST_RSA_BITS = 2048;
    private static final int MOST_RSA_BITS = 8192;

    /** Orders of P-256, P-384 and P-521 (FIPS 186-5), which tell the curves apart. */
    private static final Set<BigInteger> ORDERS = Set.of(
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16),
            new BigInteger(
                    "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973",
                    16),
            new BigInteger(
                    "01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709"
                            + "a5d03bb5c9b8899c47aebb6fb71e91386409",
                    16));

    public VerificationKeys {
        keys = keys.stream().filter(VerificationKeys::isStrong).distinct().toList();
    }

    public boolean isEmpty() {
        return keys.isEmpty();
    }

    /** Whether signatures by this key are worth anything: RSA from 2048 bits, or a NIST curve. */
    public static boolean isStrong(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            int bits = rsa.getModulus().bitLength();
            return bits >= LEAST_RSA_BITS
                    && bits <= MOST_RSA_BITS
                    && rsa.getPublicExponent().testBit(0)
                    && rsa.getPublicExponent().compareTo(BigInteger.TWO) > 0;
        }
        return key instanceof ECPublicKey ec && ORDERS.contains(ec.getParams().getOrder());
    }
}
