package dev.daypass.server.portal;

import dev.daypass.server.http.Body;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file that pages load.
 *
 * @param name as pages call it: {@code portal.css}
 * @param contentType with charset
 * @param body whole
 * @param path with the content's hash in it, so that it may be kept for ever
 */
record Asset(String name, String contentType, Body body, String path) {
    private static final int HASH_DIGITS = 16;

    /**
     * Reads one from beside this class.
     *
     * @param before files whose content comes first, so that a page loads one file for all
     */
    static Asset read(String name, String contentType, String... before) {
        var whole = new ByteArrayOutputStream();
        for (String first : before) {
            whole.writeBytes(bytes(first));
        }
        whole.writeBytes(bytes(name));
        int dot = name.lastIndexOf('.');
        String path = "/assets/" + name.substring(0, dot) + "-" + hash(whole.toByteArray()) + name.substring(dot);
        return new Asset(name, contentType, Body.of(whole.toByteArray()), path);
    }

    private static byte[] bytes(String name) {
        try (InputStream in = Asset.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last step of its path. */
    String file() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String hash(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
