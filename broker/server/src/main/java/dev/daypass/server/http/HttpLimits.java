package dev.daypass.server.http;

import java.time.Duration;

/**
 * How much of everything a request may bring. All sizes in bytes.
 *
 * @param body longest body at most routes
 * @param proofBody longest body where SAML Responses and tokens are handed in
 * @param header all header lines together, request line included; 64 KiB at least where tickets come in one
 * @param headers how many header lines
 * @param parameters how many form or query parameters
 * @param connections how many open connections a listener holds
 * @param times how long a client may take
 * @param failuresPerMinute refused attempts one address may make before it has to wait
 */
public record HttpLimits(
        int body,
        int proofBody,
        int header,
        int headers,
        int parameters,
        int connections,
        Times times,
        int failuresPerMinute) {
    /** Where Kerberos tickets come in a header. */
    public static final String TICKET_PATHS = "/kerberos/";

    /** The ticket of a person in 1,600 groups has 19 KB, which base64 makes 25; Windows lets none grow beyond 48,000. */
    private static final int TICKET_HEADER = 64 * 1024;

    public HttpLimits {
        requirePositive("body", body);
        requirePositive("proofBody", proofBody);
        requirePositive("header", header);
        requirePositive("headers", headers);
        requirePositive("parameters", parameters);
        requirePositive("connections", connections);
        requirePositive("failuresPerMinute", failuresPerMinute);
    }

    /**
     * How long a client may take.
     *
     * @param head from the first byte to the last header line
     * @param whole for the whole body, from the last header line on
     * @param idle between requests on an open connection, and for taking an answer
     */
    public record Times(Duration head, Duration whole, Duration idle) {
        public Times {
            if (head.isNegative() || head.isZero() || whole.isNegative() || whole.isZero()) {
                throw new IllegalArgumentException("a time to send a request is longer than nothing");
            }
        }
    }

    /** Safe for the open internet. */
    public static HttpLimits standard() {
        return new HttpLimits(
                64 * 1024,
                256 * 1024,
                16 * 1024,
                100,
                256,
                10_000,
                new Times(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(60)),
                300);
    }

    /** All header lines together, request line included, at a path in normal form. */
    int headerAt(String path) {
        return path.startsWith(TICKET_PATHS) ? mostHeader() : header;
    }

    /** All header lines together at the path that takes most. */
    int mostHeader() {
        return Math.max(header, TICKET_HEADER);
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("`" + name + "` is at least 1");
        }
    }
}
