package dev.daypass.resourceserver.jose;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Base64url as RFC 7515 section 2 has it, in its one canonical spelling: no padding, no foreign character, no set bits
 * behind the last byte. A token therefore has one text only.
 */
public final class Base64Url {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private Base64Url() {}

    /** The octets, or empty if the text is not what their encoding would be. */
    public static Optional<byte[]> decode(String text) {
        if (text.indexOf('=') >= 0) {
            return Optional.empty();
        }
        try {
            byte[] octets = DECODER.decode(text);
            return tailIsCanonical(text, octets) ? Optional.of(octets) : Optional.empty();
        } catch (IllegalArgumentException notBase64Url) {
            return Optional.empty();
        }
    }

    public static String encode(byte[] octets) {
        return ENCODER.encodeToString(octets);
    }

    /** Only the last, incomplete group of four characters can hold bits that stand for nothing. */
    private static boolean tailIsCanonical(String text, byte[] octets) {
        int tail = text.length() % 4;
        if (tail == 0) {
            return true;
        }
        byte[] rest = Arrays.copyOfRange(octets, octets.length - (tail - 1), octets.length);
        return text.endsWith(encode(rest));
    }
}
