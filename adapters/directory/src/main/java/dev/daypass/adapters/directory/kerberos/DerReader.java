package dev.daypass.adapters.directory.kerberos;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads DER (X.690 section 10) from front to back: definite lengths in their shortest form, tags of one byte, nothing
 * beyond the enclosing element. Copies only what is taken; depth is what its callers ask for. Confined to one thread.
 */
final class DerReader {
    static final int INTEGER = 0x02;
    static final int BIT_STRING = 0x03;
    static final int OCTET_STRING = 0x04;
    static final int OBJECT_IDENTIFIER = 0x06;
    static final int GENERAL_STRING = 0x1B;
    static final int SEQUENCE = 0x30;

    private final byte[] bytes;
    private final int end;
    private int at;

    private DerReader(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    static DerReader of(byte[] bytes) {
        return new DerReader(bytes, 0, bytes.length);
    }

    /** The tag of a numbered member of a sequence. */
    static int member(int number) {
        return 0xA0 | number;
    }

    /** The tag of an application's own type. */
    static int application(int number) {
        return 0x60 | number;
    }

    boolean isNext(int tag) {
        return at < end && (bytes[at] & 0xFF) == tag;
    }

    boolean isAtEnd() {
        return at == end;
    }

    /** Goes into the next element, which must have this tag. */
    DerReader enter(int tag) throws MalformedToken {
        if (!isNext(tag)) {
            throw new MalformedToken("no element 0x%02x at %d".formatted(tag, at));
        }
        at++;
        int length = length();
        if (length > end - at) {
            throw new MalformedToken("an element reaches over its end at " + at);
        }
        var inner = new DerReader(bytes, at, at + length);
        at += length;
        return inner;
    }

    /** Goes into the next element if it has this tag. */
    Optional<DerReader> enterIf(int tag) throws MalformedToken {
        return isNext(tag) ? Optional.of(enter(tag)) : Optional.empty();
    }

    /** The content of the next element, which must have this tag. */
    byte[] take(int tag) throws MalformedToken {
        return enter(tag).rest();
    }

    /** Everything that is left. */
    byte[] rest() {
        byte[] rest = Arrays.copyOfRange(bytes, at, end);
        at = end;
        return rest;
    }

    /** The next byte, outside of any element. */
    int octet() throws MalformedToken {
        if (at == end) {
            throw new MalformedToken("the token ends at " + at);
        }
        return bytes[at++] & 0xFF;
    }

    /** A number of at most four bytes. */
    int integer() throws MalformedToken {
        byte[] content = take(INTEGER);
        boolean padded =
                content.length > 1 && ((content[0] == 0 && content[1] >= 0) || (content[0] == -1 && content[1] < 0));
        if (content.length < 1 || content.length > 4 || padded) {
            throw new MalformedToken("a number is not in its shortest form before " + at);
        }
        int value = content[0];
        for (int i = 1; i < content.length; i++) {
            value = (value << 8) | (content[i] & 0xFF);
        }
        return value;
    }

    String text() throws MalformedToken {
        return new String(take(GENERAL_STRING), StandardCharsets.UTF_8);
    }

    /** Nothing may be left. */
    void end() throws MalformedToken {
        if (at != end) {
            throw new MalformedToken("something stands behind the last element at " + at);
        }
    }

    private int length() throws MalformedToken {
        int first = octet();
        if (first < 0x80) {
            return first;
        }
        int count = first & 0x7F;
        if (count < 1 || count > 3) {
            throw new MalformedToken("a length is indefinite or too long at " + at);
        }
        int length = 0;
        for (int i = 0; i < count; i++) {
            length = (length << 8) | octet();
        }
        if (length < 0x80 || length >>> (8 * (count - 1)) == 0) {
            throw new MalformedToken("a length is not in its shortest form before " + at);
        }
        return length;
    }
}
