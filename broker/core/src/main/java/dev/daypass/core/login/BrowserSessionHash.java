package dev.daypass.core.login;

import dev.daypass.core.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * What a store keeps in a cookie's place: SHA-256 over its kind and value. A value has 256 random bits, so a hash without
 * salt is as good as one with. The kind keeps apart what is kept for different reasons (security O15).
 *
 * @param hex lower case
 */
public record BrowserSessionHash(String hex) {
    static BrowserSessionHash of(BrowserSession.Kind kind, Secret secret) {
        String domain =
                switch (kind) {
                    case BROWSER -> "daypass/browser-session";
                    case TERMINAL -> "daypass/terminal-login";
                };
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(domain.getBytes(StandardCharsets.US_ASCII));
            digest.update((byte) 0);
            return new BrowserSessionHash(
                    HexFormat.of().formatHex(digest.digest(secret.reveal().getBytes(StandardCharsets.UTF_8))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }
}
