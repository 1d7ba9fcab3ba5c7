package dev.daypass.demo.saml;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;

/** Writes the few forms of DER (X.690) that a certificate needs. */
final class Der {
    private static final int LONG_FORM = 0x80;
    private static final int SEVEN_BITS = 0x7f;

    private Der() {}

    static byte[] sequence(byte[]... parts) {
        return value(0x30, parts);
    }

    static byte[] set(byte[]... parts) {
        return value(0x31, parts);
    }

    static byte[] nothing() {
        return value(0x05);
    }

    static byte[] integer(long number) {
        return value(0x02, BigInteger.valueOf(number).toByteArray());
    }

    static byte[] utf8(byte[] text) {
        return value(0x0c, text);
    }

    static byte[] utcTime(byte[] text) {
        return value(0x17, text);
    }

    /** A bit string of whole bytes. */
    static byte[] bits(byte[] bytes) {
        return value(0x03, new byte[] {0}, bytes);
    }

    static byte[] objectId(int first, int second, int... rest) {
        var arcs = new ByteArrayOutputStream();
        arcs.write(40 * first + second);
        for (int arc : rest) {
            writeArc(arcs, arc);
        }
        return value(0x06, arcs.toByteArray());
    }

    /** Seven bits a byte, the highest first; all but the last are marked. */
    private static void writeArc(ByteArrayOutputStream out, int arc) {
        int shift = 28;
        while (shift > 0 && arc >>> shift == 0) {
            shift -= 7;
        }
        for (; shift > 0; shift -= 7) {
            out.write(LONG_FORM | ((arc >>> shift) & SEVEN_BITS));
        }
        out.write(arc & SEVEN_BITS);
    }

    private static byte[] value(int tag, byte[]... parts) {
        var content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        var out = new ByteArrayOutputStream();
        out.write(tag);
        writeLength(out, content.size());
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }

    private static void writeLength(ByteArrayOutputStream out, int length) {
        if (length < LONG_FORM) {
            out.write(length);
            return;
        }
        byte[] bytes = BigInteger.valueOf(length).toByteArray();
        int skip = bytes[0] == 0 ? 1 : 0;
        out.write(LONG_FORM | (bytes.length - skip));
        out.write(bytes, skip, bytes.length - skip);
    }
}
