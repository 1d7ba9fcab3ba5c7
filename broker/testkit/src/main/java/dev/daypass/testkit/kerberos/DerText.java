package dev.daypass.testkit.kerberos;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Writes DER (X.690), as much of it as Kerberos and SPNEGO need. */
final class DerText {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private DerText() {}

    static byte[] element(int tag, byte[]... contents) {
        byte[] content = join(contents);
        var out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else {
            byte[] length = unsigned(content.length);
            out.write(0x80 | length.length);
            out.writeBytes(length);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    static byte[] sequence(byte[]... members) {
        return element(0x30, members);
    }

    /** A context-specific, constructed tag. */
    static byte[] member(int number, byte[] value) {
        return element(0xA0 | number, value);
    }

    static byte[] application(int number, byte[]... contents) {
        return element(0x60 | number, contents);
    }

    static byte[] integer(long value) {
        return element(0x02, BigInteger.valueOf(value).toByteArray());
    }

    static byte[] octets(byte[] value) {
        return element(0x04, value);
    }

    static byte[] bits(int flags) {
        return element(
                0x03, new byte[] {0, (byte) (flags >> 24), (byte) (flags >> 16), (byte) (flags >> 8), (byte) flags});
    }

    static byte[] text(String value) {
        return element(0x1B, value.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] time(Instant value) {
        return element(0x18, TIME.format(value).getBytes(StandardCharsets.US_ASCII));
    }

    /** An object identifier, from its numbers. */
    static byte[] oid(String dotted) {
        List<Integer> numbers =
                List.of(dotted.split("\\.")).stream().map(Integer::valueOf).toList();
        var out = new ByteArrayOutputStream();
        out.write(numbers.get(0) * 40 + numbers.get(1));
        for (int number : numbers.subList(2, numbers.size())) {
            for (int shift = 28; shift > 0; shift -= 7) {
                if (number >>> shift != 0) {
                    out.write(0x80 | (number >>> shift & 0x7F));
                }
            }
            out.write(number & 0x7F);
        }
        return element(0x06, out.toByteArray());
    }

    static byte[] join(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static byte[] unsigned(int value) {
        byte[] bytes = BigInteger.valueOf(value).toByteArray();
        return bytes[0] == 0 ? java.util.Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }
}
