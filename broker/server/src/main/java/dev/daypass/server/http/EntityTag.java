package dev.daypass.server.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * The strong validator of a body (RFC 9110 section 8.8.3): the same bytes have the same tag on every node.
 *
 * @param text quotes included
 */
public record EntityTag(String text) {
    private static final int ENOUGH = 16;

    /** The tag of these bytes. */
    public static EntityTag of(Body body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body.bytes());
            byte[] part = Arrays.copyOf(digest, ENOUGH);
            return new EntityTag("\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(part) + "\"");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The full answer with this tag, or 304 without a body if the client has it already (RFC 9110 section 13.1.2). */
    public Answer answer(HeaderLines asked, Answer full) {
        return (isKnown(asked) ? Answer.notModified(full.contentType()) : full).with("ETag", text);
    }

    private boolean isKnown(HeaderLines asked) {
        return asked.all("if-none-match").stream()
                .flatMap(line -> List.of(line.split(",", -1)).stream())
                .map(String::trim)
                .anyMatch(tag -> tag.equals("*") || tag.equals(text) || tag.equals("W/" + text));
    }
}
