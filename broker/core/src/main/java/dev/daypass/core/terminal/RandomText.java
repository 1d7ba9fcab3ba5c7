package dev.daypass.core.terminal;

import java.security.SecureRandom;
import java.util.Base64;

/** Texts that nobody guesses. */
final class RandomText {
    private RandomText() {}

    /** So many random bytes, base64url. */
    static String of(int bytes, SecureRandom random) {
        byte[] chance = new byte[bytes];
        random.nextBytes(chance);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(chance);
    }
}
