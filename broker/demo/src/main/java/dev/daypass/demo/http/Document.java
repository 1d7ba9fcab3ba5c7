package dev.daypass.demo.http;

import java.net.URI;
import java.util.Optional;

/**
 * What stands at a path.
 *
 * @param status HTTP status
 * @param contentType with its charset
 * @param location where the browser is to go instead
 */
public record Document(int status, String contentType, String text, Optional<URI> location) {
    private static final String PLAIN = "text/plain; charset=utf-8";

    public Document(int status, String contentType, String text) {
        this(status, contentType, text, Optional.empty());
    }

    public static Document json(String text) {
        return new Document(200, "application/json", text);
    }

    /** An error as OAuth's endpoints answer it (RFC 6749 section 5.2). */
    public static Document refusal(String error) {
        return new Document(400, "application/json", "{\"error\":\"" + error + "\"}");
    }

    public static Document xml(String text) {
        return new Document(200, "application/samlmetadata+xml", text);
    }

    public static Document html(String text) {
        return new Document(200, "text/html; charset=utf-8", text);
    }

    public static Document plain(String text) {
        return new Document(200, PLAIN, text);
    }

    public static Document goTo(URI address) {
        return new Document(303, PLAIN, "", Optional.of(address));
    }

    public static Document missing(String why) {
        return new Document(404, PLAIN, why + "\n");
    }

    public static Document wrong(String why) {
        return new Document(400, PLAIN, why + "\n");
    }
}
