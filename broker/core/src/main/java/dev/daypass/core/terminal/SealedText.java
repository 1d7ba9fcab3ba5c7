package dev.daypass.core.terminal;

import dev.daypass.core.keys.KeyRing;
import dev.daypass.core.keys.Purpose;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;

/**
 * Texts that carry what they are for, so that nothing is kept here: a prefix for people, then base64url of what the key
 * ring sealed. What is sealed for one purpose never opens for another (security O15).
 */
final class SealedText {
    private static final int LONGEST = 4_096;

    private SealedText() {}

    /** Writes the content. */
    @FunctionalInterface
    interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    /** Reads the content. */
    @FunctionalInterface
    interface Reading<T> {
        T from(DataInputStream in) throws IOException;
    }

    static String seal(String prefix, Purpose purpose, KeyRing keys, Writing writing) {
        var bytes = new ByteArrayOutputStream(256);
        try (var out = new DataOutputStream(bytes)) {
            writing.to(out);
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory cannot fail", e);
        }
        return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(keys.seal(purpose, bytes.toByteArray()));
    }

    /** The content; empty if the text is none of ours, or its key is retired. */
    static <T> Optional<T> open(String text, String prefix, Purpose purpose, KeyRing keys, Reading<T> reading) {
        if (text.length() > LONGEST || !text.startsWith(prefix)) {
            return Optional.empty();
        }
        try {
            byte[] sealed = Base64.getUrlDecoder().decode(text.substring(prefix.length()));
            return keys.open(purpose, sealed).map(opened -> read(opened.plain(), reading));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static <T> T read(byte[] plain, Reading<T> reading) {
        try (var in = new DataInputStream(new ByteArrayInputStream(plain))) {
            return reading.from(in);
        } catch (IOException e) {
            throw new IllegalStateException("what we sealed is cut short", e);
        }
    }
}
