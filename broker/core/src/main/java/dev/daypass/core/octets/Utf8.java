package dev.daypass.core.octets;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** UTF-8 without mercy (RFC 3629 section 10): overlong forms, surrogates and halves of a character are none. */
public final class Utf8 {
    private Utf8() {}

    /** The text, or nothing where {@code new String} would put question marks. */
    public static Optional<String> text(byte[] octets) {
        return text(octets, octets.length);
    }

    /** The text of the first octets. */
    public static Optional<String> text(byte[] octets, int length) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets, 0, length))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
