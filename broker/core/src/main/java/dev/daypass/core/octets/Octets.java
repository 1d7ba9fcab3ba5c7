package dev.daypass.core.octets;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Something as octets and back, field by field. What is read was written by ourselves: other octets are a fault of ours. */
public final class Octets {
    private Octets() {}

    /** Writes the fields. */
    @FunctionalInterface
    public interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    /** Reads the fields, in the order they were written in. */
    @FunctionalInterface
    public interface Reading<T> {
        T from(DataInputStream in) throws IOException;
    }

    /**
     * Writes.
     *
     * @param about how many octets there will be, more or less
     */
    public static byte[] write(int about, Writing writing) {
        var bytes = new ByteArrayOutputStream(about);
        try (var out = new DataOutputStream(bytes)) {
            writing.to(out);
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads.
     *
     * @param what names it for whoever looks for the fault, article included
     */
    public static <T> T read(String what, byte[] bytes, Reading<T> reading) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return reading.from(in);
        } catch (IOException e) {
            throw new IllegalStateException(what + " that is cut short", e);
        }
    }
}
