package dev.daypass.testkit.jwt;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Key sets that an issuer must not publish, by the numbers of the catalogue of bad input (J19 to J23). The mutation
 * starts from a set with one honest RSA key.
 */
public enum KeySetAttack {
    J19_SHARED_SECRET_AMONG_PUBLIC_KEYS(
            Effect.SET_REFUSED,
            "jwks-symmetric-key",
            key -> set(key.jwk(), Map.of("kty", "oct", "kid", "shared", "k", "c2VjcmV0c2VjcmV0"))),
    J19_PRIVATE_KEY_PUBLISHED(
            Effect.SET_REFUSED, "jwks-private-key", key -> set(key.jwk(), SigningKeys.RSA_NEXT.privateJwk())),
    J20_ONE_NAME_FOR_TWO_KEYS(
            Effect.SET_REFUSED,
            "jwks-duplicate-kid",
            key -> set(key.jwk(), SigningKeys.EC.named(key.kid()).jwk())),
    J21_RSA_OF_1024_BITS(
            Effect.KEY_LEFT_OUT,
            "jwks-weak-key",
            key -> set(key.jwk(), SigningKey.rsa("bad", 1024).jwk())),
    J21_RSA_EXPONENT_ONE(
            Effect.KEY_LEFT_OUT, "jwks-weak-key", key -> set(key.jwk(), changed(SigningKeys.BAD_RSA, "e", "AQ"))),
    J21_RSA_EXPONENT_EVEN(
            Effect.KEY_LEFT_OUT, "jwks-weak-key", key -> set(key.jwk(), changed(SigningKeys.BAD_RSA, "e", "AQAA"))),
    J21_RSA_MODULUS_OF_A_BROKEN_LIBRARY(
            Effect.KEY_LEFT_OUT,
            "jwks-weak-key",
            key -> set(key.jwk(), changed(SigningKeys.BAD_RSA, "n", SigningKey.base64(fingerprinted())))),
    J21_EC_POINT_OFF_ITS_CURVE(
            Effect.KEY_LEFT_OUT,
            "jwks-weak-key",
            key -> set(key.jwk(), changed(SigningKeys.BAD_EC, "x", SigningKey.base64(new byte[32])))),
    J21_EC_COORDINATE_SHORT(
            Effect.KEY_LEFT_OUT,
            "jwks-weak-key",
            key -> set(key.jwk(), changed(SigningKeys.BAD_EC, "x", SigningKey.base64(new byte[31])))),
    J21_EC_ON_AN_UNKNOWN_CURVE(
            Effect.KEY_LEFT_OUT,
            "jwks-weak-key",
            key -> set(key.jwk(), changed(SigningKeys.BAD_EC, "crv", "secp256k1"))),
    J21_NOT_CANONICAL(
            Effect.KEY_LEFT_OUT, "jwks-weak-key", key -> set(key.jwk(), changed(SigningKeys.BAD_RSA, "e", "AQAB="))),
    J22_KEY_FOR_ENCRYPTION(
            Effect.KEY_LEFT_OUT,
            "jwks-key-unusable",
            key -> set(key.jwk(), changed(SigningKeys.BAD_RSA, "use", "enc"))),
    J22_KEY_OPERATIONS_WITHOUT_VERIFY(
            Effect.KEY_LEFT_OUT,
            "jwks-key-unusable",
            key -> set(key.jwk(), changed(SigningKeys.BAD_RSA, "key_ops", List.of("encrypt")))),
    J22_KEY_MARKED_FOR_AN_ENCRYPTION_ALGORITHM(
            Effect.KEY_LEFT_OUT,
            "jwks-key-unusable",
            key -> set(key.jwk(), changed(SigningKeys.BAD_RSA, "alg", "RSA-OAEP"))),
    J23_EMPTY_SET(Effect.SET_REFUSED, "jwks-empty", key -> set()),
    J23_THOUSANDS_OF_KEYS(
            Effect.SET_REFUSED,
            "jwks-too-many",
            key -> Json.write(Map.of(
                    "keys",
                    IntStream.range(0, 10_000)
                            .mapToObj(number -> Map.of("kty", "EC", "kid", "k" + number))
                            .toList()))),
    J23_HTML(Effect.SET_REFUSED, "jwks-malformed", key -> "<html><body>Sign in</body></html>"),
    J23_NO_SET(Effect.SET_REFUSED, "jwks-malformed", key -> "{\"keys\":{}}"),
    J23_NAME_TWICE(
            Effect.SET_REFUSED,
            "jwks-malformed",
            key -> "{\"keys\":[]," + set(key.jwk()).substring(1)),
    J23_DEEPLY_NESTED(Effect.SET_REFUSED, "jwks-malformed", key -> "[".repeat(100_000));

    /** What a bad set does to its issuer's tokens. */
    public enum Effect {
        /** The whole set is refused; the last good one serves. */
        SET_REFUSED,
        /** The key named {@code bad} may not verify; the others do. */
        KEY_LEFT_OUT
    }

    private final Effect effect;
    private final String code;

    @SuppressWarnings("ImmutableEnumChecker") // the mutations are lambdas that capture nothing
    private final Function<SigningKey, String> forgery;

    KeySetAttack(Effect effect, String code, Function<SigningKey, String> forgery) {
        this.effect = effect;
        this.code = code;
        this.forgery = forgery;
    }

    /** The bad set, with the honest key in it where there is one. */
    public String keySet(SigningKey honest) {
        return forgery.apply(honest);
    }

    public Effect effect() {
        return effect;
    }

    /** The code of the finding that {@code check} gives about it. */
    public String code() {
        return code;
    }

    private static String set(Object... keys) {
        return Json.write(Map.of("keys", List.of(keys)));
    }

    private static Map<String, Object> changed(SigningKey key, String name, Object value) {
        Map<String, Object> jwk = key.jwk();
        jwk.put(name, value);
        return jwk;
    }

    /**
     * A number of 2048 bits that is a power of 65537 modulo every small prime, which is what keys of the library behind
     * CVE-2017-15361 are known by. Nobody can sign with it, and nobody needs to.
     */
    private static BigInteger fingerprinted() {
        BigInteger product = BigInteger.ONE;
        for (int prime : List.of(
                2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101,
                103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167)) {
            product = product.multiply(BigInteger.valueOf(prime));
        }
        BigInteger power = BigInteger.valueOf(65537).modPow(BigInteger.valueOf(1234567), product);
        BigInteger factor =
                new BigInteger(2047 - product.bitLength(), new Random(7)).setBit(2047 - product.bitLength());
        return factor.multiply(product).add(power);
    }
}
