package dev.daypass.testkit.jwt;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A key pair under a {@code kid}, signing with one algorithm.
 *
 * @param kid the key's name
 * @param algorithm a JWS algorithm name
 */
public record SigningKey(String kid, String algorithm, KeyPair pair) {
    public static SigningKey rsa(String kid) {
        return rsa(kid, 2048);
    }

    public static SigningKey rsa(String kid, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return new SigningKey(kid, "RS256", generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** P-256. */
    public static SigningKey ec(String kid) {
        return ec(kid, "secp256r1", "ES256");
    }

    public static SigningKey ec384(String kid) {
        return ec(kid, "secp384r1", "ES384");
    }

    public static SigningKey ec521(String kid) {
        return ec(kid, "secp521r1", "ES512");
    }

    public static SigningKey ed25519(String kid) {
        try {
            return new SigningKey(
                    kid, "EdDSA", KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SigningKey ec(String kid, String curve, String algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return new SigningKey(kid, algorithm, generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same key under another algorithm. */
    public SigningKey with(String otherAlgorithm) {
        return new SigningKey(kid, otherAlgorithm, pair);
    }

    /** The same key under another name. */
    public SigningKey named(String otherKid) {
        return new SigningKey(otherKid, algorithm, pair);
    }

    /** The signature in JWS form (RFC 7518 section 3). */
    public byte[] sign(byte[] bytes) {
        try {
            Signature signature = signature();
            signature.initSign(pair.getPrivate());
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Signature signature() throws GeneralSecurityException {
        String hash = algorithm.replaceAll("\\D", "");
        if (algorithm.startsWith("RS")) {
            return Signature.getInstance("SHA" + hash + "withRSA");
        }
        if (algorithm.startsWith("PS")) {
            Signature pss = Signature.getInstance("RSASSA-PSS");
            pss.setParameter(new PSSParameterSpec(
                    "SHA-" + hash, "MGF1", new MGF1ParameterSpec("SHA-" + hash), Integer.parseInt(hash) / 8, 1));
            return pss;
        }
        if (algorithm.startsWith("ES")) {
            return Signature.getInstance("SHA" + hash + "withECDSAinP1363Format");
        }
        return Signature.getInstance("Ed25519");
    }

    /** The public half as a JWK (RFC 7517) with {@code use} and {@code alg}. */
    public Map<String, Object> jwk() {
        var jwk = new LinkedHashMap<String, Object>();
        jwk.put("kid", kid);
        jwk.put("use", "sig");
        jwk.put("alg", algorithm);
        PublicKey key = pair.getPublic();
        if (key instanceof RSAPublicKey rsa) {
            jwk.put("kty", "RSA");
            jwk.put("n", base64(rsa.getModulus()));
            jwk.put("e", base64(rsa.getPublicExponent()));
        } else if (key instanceof ECPublicKey ec) {
            int bits = ec.getParams().getCurve().getField().getFieldSize();
            jwk.put("kty", "EC");
            jwk.put("crv", "P-" + bits);
            jwk.put("x", base64(fixed(ec.getW().getAffineX(), (bits + 7) / 8)));
            jwk.put("y", base64(fixed(ec.getW().getAffineY(), (bits + 7) / 8)));
        } else {
            byte[] encoded = key.getEncoded();
            jwk.put("kty", "OKP");
            jwk.put("crv", "Ed25519");
            jwk.put("x", base64(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length)));
        }
        return jwk;
    }

    /** The JWK with a private member in it, as nobody should publish it. */
    Map<String, Object> privateJwk() {
        Map<String, Object> jwk = jwk();
        jwk.put("d", base64(((RSAPrivateKey) pair.getPrivate()).getPrivateExponent()));
        return jwk;
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static String base64(BigInteger number) {
        return base64(fixed(number, (number.bitLength() + 7) / 8));
    }

    static byte[] fixed(BigInteger number, int length) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[length];
        int taken = Math.min(bytes.length, length);
        System.arraycopy(bytes, bytes.length - taken, fixed, length - taken, taken);
        return fixed;
    }

    @Override
    public String toString() {
        return "SigningKey[" + kid + ", " + algorithm + "]";
    }
}
