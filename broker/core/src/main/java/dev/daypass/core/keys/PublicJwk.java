package dev.daypass.core.keys;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A public key as a JSON Web Key (RFC 7517, 7518 section 6, 8037), named by its thumbprint (RFC 7638).
 *
 * @param members {@code kid}, {@code use}, {@code alg} and the key's own
 */
record PublicJwk(String kid, Map<String, String> members) {
    private static final int ED25519 = 32;

    static PublicJwk of(SigningAlgorithm algorithm, PublicKey key) {
        SortedMap<String, String> required = required(algorithm, key);
        String kid = thumbprint(required);
        var members = new LinkedHashMap<String, String>();
        members.put("kid", kid);
        members.put("use", "sig");
        members.put("alg", algorithm.joseName());
        members.putAll(required);
        return new PublicJwk(kid, Collections.unmodifiableMap(members));
    }

    private static SortedMap<String, String> required(SigningAlgorithm algorithm, PublicKey key) {
        return switch (algorithm) {
            case ES256 -> elliptic((ECPublicKey) key, "P-256", 32);
            case ES384 -> elliptic((ECPublicKey) key, "P-384", 48);
            case EDDSA -> edwards(key);
            case RS256, PS256 -> rsa((RSAPublicKey) key);
        };
    }

    private static SortedMap<String, String> elliptic(ECPublicKey key, String curve, int bytes) {
        var members = new TreeMap<String, String>();
        members.put("kty", "EC");
        members.put("crv", curve);
        members.put("x", encode(padded(key.getW().getAffineX(), bytes)));
        members.put("y", encode(padded(key.getW().getAffineY(), bytes)));
        return members;
    }

    /** The point stands at the end of the key's encoding (RFC 8410 section 4). */
    private static SortedMap<String, String> edwards(PublicKey key) {
        byte[] encoded = key.getEncoded();
        var members = new TreeMap<String, String>();
        members.put("kty", "OKP");
        members.put("crv", "Ed25519");
        members.put("x", encode(Arrays.copyOfRange(encoded, encoded.length - ED25519, encoded.length)));
        return members;
    }

    private static SortedMap<String, String> rsa(RSAPublicKey key) {
        var members = new TreeMap<String, String>();
        members.put("kty", "RSA");
        members.put("n", encode(unsigned(key.getModulus())));
        members.put("e", encode(unsigned(key.getPublicExponent())));
        return members;
    }

    /** The required members alone, sorted, without white space; none of the values needs escaping. */
    private static String thumbprint(SortedMap<String, String> required) {
        String text = required.entrySet().stream()
                .map(member -> "\"" + member.getKey() + "\":\"" + member.getValue() + "\"")
                .collect(Collectors.joining(",", "{", "}"));
        try {
            return encode(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }

    private static byte[] padded(BigInteger number, int bytes) {
        byte[] bare = unsigned(number);
        byte[] padded = new byte[bytes];
        System.arraycopy(bare, 0, padded, bytes - bare.length, bare.length);
        return padded;
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] signed = number.toByteArray();
        return signed.length > 1 && signed[0] == 0 ? Arrays.copyOfRange(signed, 1, signed.length) : signed;
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
