package dev.daypass.adapters.saml.xml;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Strict base64: the standard alphabet, full padding, no stray bits at the end; white space between characters is all
 * that is forgiven (SAML Bindings 3.5.4; RFC 4648 section 3.5).
 */
public final class Base64Text {
    private Base64Text() {}

    /** The bytes, or nothing if the text is not base64. */
    public static Optional<byte[]> decode(String text) {
        // A character outside Latin-1 becomes '?', which is not in the alphabet either.
        byte[] encoded = text.getBytes(StandardCharsets.ISO_8859_1);
        Optional<byte[]> decoded = decode(encoded);
        return decoded.isPresent() ? decoded : decode(withoutSpace(encoded));
    }

    private static Optional<byte[]> decode(byte[] encoded) {
        if (encoded.length == 0 || encoded.length % 4 != 0) {
            return Optional.empty();
        }
        try {
            byte[] decoded = Base64.getDecoder().decode(encoded);
            return hasStrayBits(encoded) ? Optional.empty() : Optional.of(decoded);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] withoutSpace(byte[] text) {
        byte[] kept = new byte[text.length];
        int length = 0;
        for (byte b : text) {
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                kept[length++] = b;
            }
        }
        return Arrays.copyOf(kept, length);
    }

    /** Whether bits that padding cuts off are set: then one value would have several spellings. */
    private static boolean hasStrayBits(byte[] encoded) {
        int last = encoded.length - 1;
        if (encoded[last] != '=') {
            return false;
        }
        byte[] quantum = Arrays.copyOfRange(encoded, encoded.length - 4, encoded.length);
        return !Arrays.equals(Base64.getEncoder().encode(Base64.getDecoder().decode(quantum)), quantum);
    }
}
