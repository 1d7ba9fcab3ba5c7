package dev.daypass.adapters.oidc;

import dev.daypass.testkit.jwt.SigningKey;
import dev.daypass.testkit.jwt.TokenDraft;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Tokens with a header of the test's own. */
final class TestTokens {
    private TestTokens() {}

    static String sign(String header, TokenDraft draft, SigningKey key) {
        String honest = draft.signedBy(key);
        String claims = honest.substring(honest.indexOf('.') + 1, honest.lastIndexOf('.'));
        String signed = base64(header.getBytes(StandardCharsets.UTF_8)) + "." + claims;
        return signed + "." + base64(key.sign(signed.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
