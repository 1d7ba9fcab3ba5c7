package dev.daypass.server.http;

import java.nio.charset.StandardCharsets;

/** The bytes of a body exactly as sent or to be sent; they never print. Not copied: whoever makes one gives it away. */
public final class Body {
    private static final Body NONE = new Body(new byte[0]);

    private final byte[] bytes;

    private Body(byte[] bytes) {
        this.bytes = bytes;
    }

    public static Body none() {
        return NONE;
    }

    public static Body of(byte[] bytes) {
        return new Body(bytes);
    }

    public static Body of(String text) {
        return new Body(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The bytes themselves, for reading only. */
    public byte[] bytes() {
        return bytes;
    }

    public int size() {
        return bytes.length;
    }

    @Override
    public String toString() {
        return "Body[" + bytes.length + " bytes]";
    }
}
