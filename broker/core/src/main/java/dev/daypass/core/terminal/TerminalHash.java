package dev.daypass.core.terminal;

import dev.daypass.core.grant.RefreshTokenHash;
import dev.daypass.core.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * What stores keep in the place of texts with 256 random bits: SHA-256 over their kind and value. The kind keeps apart what
 * is spent for different reasons, whatever table it stands in (security O15).
 */
final class TerminalHash {
    private TerminalHash() {}

    static RefreshTokenHash refreshToken(Secret token) {
        return new RefreshTokenHash(hex("daypass/terminal-refresh", token));
    }

    static DeviceCodeHash deviceCode(Secret code) {
        return new DeviceCodeHash(hex("daypass/device-code", code));
    }

    /** Who tries something, for counting: no name in clear. */
    static String guess(String kind, String who) {
        return hex("daypass/" + kind, Secret.of(who));
    }

    private static String hex(String kind, Secret text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(kind.getBytes(StandardCharsets.US_ASCII));
            digest.update((byte) 0);
            return HexFormat.of().formatHex(digest.digest(text.reveal().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }
}
