package dev.daypass.core.session;

import java.security.SecureRandom;

/** Makes access key ids of sessions: {@code ASIA} and 80 random bits in base 32. Safe for several threads. */
public final class SessionIds {
    private static final char[] ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".toCharArray();
    private static final int LENGTH = 16;

    private final SecureRandom random;

    public SessionIds(SecureRandom random) {
        this.random = random;
    }

    public String next() {
        byte[] bytes = new byte[LENGTH];
        random.nextBytes(bytes);
        var id = new StringBuilder("ASIA");
        for (byte b : bytes) {
            id.append(ALPHABET[b & 31]);
        }
        return id.toString();
    }
}
