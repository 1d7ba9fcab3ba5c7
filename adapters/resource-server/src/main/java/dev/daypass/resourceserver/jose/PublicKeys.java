package dev.daypass.resourceserver.jose;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EllipticCurve;
import java.security.spec.KeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Optional;

/** Makes public keys of JWK members (RFC 7518 section 6, RFC 8037), or says why one is no key to trust. */
final class PublicKeys {
    /** A SubjectPublicKeyInfo up to the 32 octets of an Ed25519 key (RFC 8410 section 4). */
    private static final byte[] ED25519_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final int ED25519_OCTETS = 32;

    private PublicKeys() {}

    /** A key, or what is wrong. */
    record Made(KeyShape shape, Optional<PublicKey> key, String problem) {
        static Made of(KeyShape shape, PublicKey key) {
            return new Made(shape, Optional.of(key), "");
        }

        static Made not(String problem) {
            return new Made(KeyShape.RSA, Optional.empty(), problem);
        }
    }

    static Made make(Jwk jwk) {
        try {
            return switch (jwk.members().text("kty").orElse("")) {
                case "RSA" -> rsa(jwk);
                case "EC" -> ec(jwk);
                case "OKP" -> ed25519(jwk);
                default -> Made.not("has a `kty` that is not RSA, EC or OKP");
            };
        } catch (GeneralSecurityException noKey) {
            return Made.not("is no key that this Java can use");
        }
    }

    private static Made rsa(Jwk jwk) throws GeneralSecurityException {
        Optional<byte[]> modulus = jwk.octets("n");
        Optional<byte[]> exponent = jwk.octets("e");
        if (modulus.isEmpty() || exponent.isEmpty()) {
            return Made.not("has no canonical `n` and `e`");
        }
        BigInteger n = new BigInteger(1, modulus.get());
        BigInteger e = new BigInteger(1, exponent.get());
        Optional<String> weakness = RsaStrength.weakness(n, e);
        if (weakness.isPresent()) {
            return Made.not(weakness.get());
        }
        PublicKey key = key("RSA", new RSAPublicKeySpec(n, e));
        return key instanceof RSAPublicKey ? Made.of(KeyShape.RSA, key) : Made.not("is no RSA key");
    }

    private static Made ec(Jwk jwk) throws GeneralSecurityException {
        Optional<KeyShape> shape =
                jwk.members().text("crv").flatMap(KeyShape::ofCurve).filter(it -> it.coordinateBytes() > 0);
        if (shape.isEmpty()) {
            return Made.not("has a `crv` that is not P-256, P-384 or P-521");
        }
        // RFC 7518 section 6.2.1.2: a coordinate has the full length of the field.
        int length = shape.get().coordinateBytes();
        Optional<byte[]> x = jwk.octets("x").filter(octets -> octets.length == length);
        Optional<byte[]> y = jwk.octets("y").filter(octets -> octets.length == length);
        if (x.isEmpty() || y.isEmpty()) {
            return Made.not("has coordinates of the wrong length");
        }
        ECParameterSpec curve = curve(shape.get());
        var point = new ECPoint(new BigInteger(1, x.get()), new BigInteger(1, y.get()));
        return isOn(curve.getCurve(), point)
                ? Made.of(shape.get(), key("EC", new ECPublicKeySpec(point, curve)))
                : Made.not("is no point on its curve");
    }

    private static ECParameterSpec curve(KeyShape shape) throws GeneralSecurityException {
        String name =
                switch (shape) {
                    case P384 -> "secp384r1";
                    case P521 -> "secp521r1";
                    case P256, RSA, ED25519 -> "secp256r1";
                };
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec(name));
        return parameters.getParameterSpec(ECParameterSpec.class);
    }

    /** SEC 1 section 3.2.2.1: the NIST curves have cofactor 1, so that a point on the curve is in the group. */
    private static boolean isOn(EllipticCurve curve, ECPoint point) {
        BigInteger p = ((ECFieldFp) curve.getField()).getP();
        BigInteger x = point.getAffineX();
        BigInteger y = point.getAffineY();
        if (x.compareTo(p) >= 0 || y.compareTo(p) >= 0) {
            return false;
        }
        BigInteger right = x.pow(3).add(curve.getA().multiply(x)).add(curve.getB());
        return y.pow(2).subtract(right).mod(p).signum() == 0;
    }

    private static Made ed25519(Jwk jwk) throws GeneralSecurityException {
        if (jwk.members().text("crv").filter("Ed25519"::equals).isEmpty()) {
            return Made.not("has a `crv` that is not Ed25519");
        }
        Optional<byte[]> x = jwk.octets("x").filter(octets -> octets.length == ED25519_OCTETS);
        if (x.isEmpty()) {
            return Made.not("has an `x` that is not 32 octets");
        }
        byte[] encoded = new byte[ED25519_PREFIX.length + ED25519_OCTETS];
        System.arraycopy(ED25519_PREFIX, 0, encoded, 0, ED25519_PREFIX.length);
        System.arraycopy(x.get(), 0, encoded, ED25519_PREFIX.length, ED25519_OCTETS);
        return Made.of(KeyShape.ED25519, key("Ed25519", new X509EncodedKeySpec(encoded)));
    }

    private static PublicKey key(String algorithm, KeySpec spec) throws GeneralSecurityException {
        return KeyFactory.getInstance(algorithm).generatePublic(spec);
    }
}
