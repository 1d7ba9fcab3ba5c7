package dev.daypass.core.grant;

import dev.daypass.core.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * What a store keeps in a refresh token's place: SHA-256 over its kind and text. A token has 256 random bits, so a hash
 * without salt is as good as one with. The kind keeps apart what is spent once for different reasons (security O15).
 *
 * @param hex lower case
 */
public record RefreshTokenHash(String hex) {
    private static final String KIND = "daypass/refresh-token";

    static RefreshTokenHash of(Secret token) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(KIND.getBytes(StandardCharsets.US_ASCII));
            digest.update((byte) 0);
            return new RefreshTokenHash(
                    HexFormat.of().formatHex(digest.digest(token.reveal().getBytes(StandardCharsets.UTF_8))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }
}
