package dev.daypass.demo.http;

/**
 * What stands at a path.
 *
 * @param status HTTP status
 * @param contentType with its charset
 */
public record Document(int status, String contentType, String text) {
    public static Document json(String text) {
        return new Document(200, "application/json", text);
    }

    public static Document xml(String text) {
        return new Document(200, "application/samlmetadata+xml", text);
    }

    public static Document plain(String text) {
        return new Document(200, "text/plain; charset=utf-8", text);
    }

    public static Document missing(String why) {
        return new Document(404, "text/plain; charset=utf-8", why + "\n");
    }

    public static Document wrong(String why) {
        return new Document(400, "text/plain; charset=utf-8", why + "\n");
    }
}
