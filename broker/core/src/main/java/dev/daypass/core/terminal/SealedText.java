package dev.daypass.core.terminal;

import dev.daypass.core.keys.KeyRing;
import dev.daypass.core.keys.Purpose;
import dev.daypass.core.octets.Octets;
import java.util.Base64;
import java.util.Optional;

/**
 * Texts that carry what they are for, so that nothing is kept here: a prefix for people, then base64url of what the key
 * ring sealed. What is sealed for one purpose never opens for another (security O15).
 */
final class SealedText {
    private static final int LONGEST = 4_096;

    private SealedText() {}

    static String seal(String prefix, Purpose purpose, KeyRing keys, Octets.Writing writing) {
        byte[] plain = Octets.write(256, writing);
        return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(keys.seal(purpose, plain));
    }

    /** The content; empty if the text is none of ours, or its key is retired. */
    static <T> Optional<T> open(String text, String prefix, Purpose purpose, KeyRing keys, Octets.Reading<T> reading) {
        if (text.length() > LONGEST || !text.startsWith(prefix)) {
            return Optional.empty();
        }
        try {
            byte[] sealed = Base64.getUrlDecoder().decode(text.substring(prefix.length()));
            return keys.open(purpose, sealed).map(opened -> Octets.read("what we sealed", opened.plain(), reading));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
