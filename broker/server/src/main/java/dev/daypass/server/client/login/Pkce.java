package dev.daypass.server.client.login;

import dev.daypass.core.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * What binds a code to whoever asked for it (RFC 7636 section 4, method S256).
 *
 * @param challenge goes through the browser
 */
record Pkce(Secret verifier, String challenge) {
    private static final int BYTES = 32;

    static Pkce make(SecureRandom random) {
        String verifier = random(random);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return new Pkce(Secret.of(verifier), text(hash));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }

    /** 256 bits that nobody guesses. */
    static String random(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return text(bytes);
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
