package dev.daypass.server.http;

import java.util.Locale;

/** What can be wrong with a request before an endpoint judges it, or with us. */
public enum HttpFault {
    BAD_REQUEST(400, "the request is not well formed"),
    NOT_FOUND(404, "there is nothing at this path"),
    METHOD_NOT_ALLOWED(405, "this path does not take that method"),
    REQUEST_TIMEOUT(408, "the request did not arrive in time"),
    BODY_TOO_LARGE(413, "the body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "this path does not take that kind of body"),
    EXPECTATION_FAILED(417, "only `100-continue` can be expected"),
    THROTTLED(429, "too many failed attempts; wait a minute"),
    HEADER_TOO_LARGE(431, "the header is too large"),
    INTERNAL(500, "something went wrong here; the correlation id finds it in the log"),
    UNAVAILABLE(503, "not available for the moment; try again");

    private final int status;
    private final String sentence;

    HttpFault(int status, String sentence) {
        this.status = status;
        this.sentence = sentence;
    }

    public int status() {
        return status;
    }

    /** A sentence that tells an outsider nothing new. */
    public String sentence() {
        return sentence;
    }

    /** Stable name for JSON errors and logs: {@code bad_request}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the request itself was bad, which is worth writing down. */
    boolean isEvidence() {
        // Who is told to wait has been written down often enough; each further entry would help to fill the disk.
        return !ours() && this != THROTTLED;
    }

    /** Whether the fault is ours, so that a repeat may help. */
    public boolean ours() {
        return status >= 500;
    }
}
