package dev.daypass.adapters.oidc.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import dev.daypass.adapters.oidc.jose.Base64Url;
import dev.daypass.adapters.oidc.jose.KeyShape;
import dev.daypass.core.outcome.UnavailableException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Optional;

/** Makes public keys of JWK members (RFC 7518 section 6, RFC 8037), or says why one is no key to trust. */
final class PublicKeys {
    /** A SubjectPublicKeyInfo up to the 32 octets of an Ed25519 key (RFC 8410 section 4). */
    private static final byte[] ED25519_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private PublicKeys() {}

    /** A key and its shape. */
    record Made(KeyShape shape, PublicKey key) {}

    /** A key, or what is wrong. Exactly one of the two is present. */
    record Making(Optional<Made> made, Optional<String> problem) {
        static Making of(KeyShape shape, PublicKey key) {
            return new Making(Optional.of(new Made(shape, key)), Optional.empty());
        }

        static Making not(String problem) {
            return new Making(Optional.empty(), Optional.of(problem));
        }
    }

    static Making make(JwkMembers jwk) {
        return switch (jwk.text("kty").orElse("")) {
            case "RSA" -> rsa(jwk);
            case "EC" -> ec(jwk);
            case "OKP" -> ed25519(jwk);
            default -> Making.not("has a `kty` that is not RSA, EC or OKP");
        };
    }

    private static Making rsa(JwkMembers jwk) {
        Optional<byte[]> modulus = jwk.octets("n");
        Optional<byte[]> exponent = jwk.octets("e");
        if (modulus.isEmpty() || exponent.isEmpty()) {
            return Making.not("has no canonical `n` and `e`");
        }
        try {
            RSAPublicKey key = new RSAKey.Builder(base64(modulus.get()), base64(exponent.get()))
                    .build()
                    .toRSAPublicKey();
            return RsaStrength.weakness(key).map(Making::not).orElseGet(() -> Making.of(KeyShape.RSA, key));
        } catch (JOSEException | IllegalArgumentException | IllegalStateException e) {
            return Making.not("is no RSA key");
        }
    }

    private static Making ec(JwkMembers jwk) {
        Optional<KeyShape> shape = jwk.text("crv").flatMap(KeyShape::ofCurve).filter(it -> it.coordinateBytes() > 0);
        if (shape.isEmpty()) {
            return Making.not("has a `crv` that is not P-256, P-384 or P-521");
        }
        Optional<byte[]> x = coordinate(jwk, "x", shape.get());
        Optional<byte[]> y = coordinate(jwk, "y", shape.get());
        if (x.isEmpty() || y.isEmpty()) {
            return Making.not("has coordinates of the wrong length");
        }
        try {
            Curve curve = Curve.parse(jwk.text("crv").orElseThrow());
            // The builder refuses a point that is not on the curve.
            var key = new ECKey.Builder(curve, base64(x.get()), base64(y.get())).build();
            return Making.of(shape.get(), key.toECPublicKey());
        } catch (JOSEException | IllegalArgumentException | IllegalStateException e) {
            return Making.not("is no point on its curve");
        }
    }

    /** RFC 7518 section 6.2.1.2: a coordinate has the full length of the field. */
    private static Optional<byte[]> coordinate(JwkMembers jwk, String name, KeyShape shape) {
        return jwk.octets(name).filter(octets -> octets.length == shape.coordinateBytes());
    }

    private static Making ed25519(JwkMembers jwk) {
        if (jwk.text("crv").filter("Ed25519"::equals).isEmpty()) {
            return Making.not("has a `crv` that is not Ed25519");
        }
        Optional<byte[]> x = jwk.octets("x").filter(octets -> octets.length == 32);
        if (x.isEmpty()) {
            return Making.not("has an `x` that is not 32 octets");
        }
        byte[] encoded = new byte[ED25519_PREFIX.length + 32];
        System.arraycopy(ED25519_PREFIX, 0, encoded, 0, ED25519_PREFIX.length);
        System.arraycopy(x.get(), 0, encoded, ED25519_PREFIX.length, 32);
        try {
            return Making.of(KeyShape.ED25519, factory("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException e) {
            return Making.not("is no Ed25519 key");
        }
    }

    private static KeyFactory factory(String algorithm) {
        try {
            return KeyFactory.getInstance(algorithm);
        } catch (GeneralSecurityException e) {
            throw new UnavailableException("this Java has no " + algorithm + " keys", e);
        }
    }

    private static Base64URL base64(byte[] octets) {
        return new Base64URL(Base64Url.encode(octets));
    }
}
