package dev.daypass.core.signin;

import dev.daypass.core.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signing key chain of AWS Signature Version 4: date, region, service, {@code aws4_request}. */
final class SignatureKey {
    private SignatureKey() {}

    /** Whether the request was signed with the secret; constant time in the signature. */
    static boolean signed(SignedRequest request, Secret secret) {
        byte[] key = hmac(utf8("AWS4" + secret.reveal()), request.date());
        key = hmac(key, request.region());
        key = hmac(key, request.service());
        key = hmac(key, "aws4_request");
        String expected = HexFormat.of().formatHex(hmac(key, request.stringToSign()));
        return MessageDigest.isEqual(utf8(expected), utf8(request.signature()));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(utf8(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is part of every Java platform", e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
