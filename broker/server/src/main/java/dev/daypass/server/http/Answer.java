package dev.daypass.server.http;

import dev.daypass.core.outcome.Reason;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What goes back. Immutable.
 *
 * @param status HTTP status
 * @param contentType with charset where it is text
 * @param body whole
 * @param headers beside those that every answer carries
 * @param cookies values of {@code Set-Cookie} lines, in this order
 * @param mark what log, metrics and throttling learn of it
 */
public record Answer(
        int status, String contentType, Body body, Map<String, String> headers, List<String> cookies, Mark mark) {
    private static final Set<Reason> GUESSES = EnumSet.of(
            Reason.CREDENTIALS_UNKNOWN,
            Reason.REQUEST_SIGNATURE_MISMATCH,
            Reason.SIGNATURE_INVALID,
            Reason.TOKEN_MALFORMED,
            Reason.TOKEN_SIGNATURE_INVALID,
            Reason.POSSESSION_INVALID,
            Reason.POSSESSION_NOT_PROVEN,
            Reason.PASSWORD_WRONG,
            Reason.ACCOUNT_LOCKED,
            Reason.ACCOUNT_NOT_UNIQUE,
            Reason.THROTTLED,
            Reason.TICKET_INVALID,
            Reason.PROOF_REPLAYED,
            Reason.ENCODED_MESSAGE_INVALID,
            Reason.CLIENT_UNKNOWN,
            Reason.CLIENT_AUTHENTICATION_FAILED,
            Reason.GRANT_INVALID,
            Reason.GRANT_REUSED,
            Reason.ADMIN_NOT_ALLOWED);

    public Answer {
        headers = Map.copyOf(headers);
        cookies = List.copyOf(cookies);
    }

    /** An answer without cookies. */
    public Answer(int status, String contentType, Body body, Map<String, String> headers, Mark mark) {
        this(status, contentType, body, headers, List.of(), mark);
    }

    /**
     * What log, metrics and throttling learn of an answer.
     *
     * @param reason {@code granted}, a refusal's reason or a fault's name: one of a fixed set, never user input
     * @param attempt whether it counts as a failed attempt against secrets
     */
    public record Mark(String reason, Attempt attempt) {}

    /** Whether an answer counts against the caller's address. */
    public enum Attempt {
        HARMLESS,
        FAILED;

        /** Whether a refusal for this reason looks like guessing. */
        public static Attempt of(Reason reason) {
            return GUESSES.contains(reason) ? FAILED : HARMLESS;
        }
    }

    /** An answer that says yes. */
    public static Answer ok(String contentType, Body body) {
        return new Answer(200, contentType, body, Map.of(), new Mark("granted", Attempt.HARMLESS));
    }

    /** The client has it already (RFC 9110 section 15.4.5). */
    public static Answer notModified(String contentType) {
        return new Answer(304, contentType, Body.none(), Map.of(), new Mark("granted", Attempt.HARMLESS));
    }

    /**
     * Sends a browser on with a GET (RFC 9110 section 15.4.4).
     *
     * @param location a path of ours, or an address that configuration or metadata gives
     */
    public static Answer seeOther(String location) {
        return new Answer(
                        303, "text/plain; charset=utf-8", Body.none(), Map.of(), new Mark("granted", Attempt.HARMLESS))
                .with("Location", location);
    }

    /** An answer that says no, or that we cannot; where patience helps, it says how much (RFC 9110 section 10.2.3). */
    public static Answer refused(int status, String contentType, Body body, Mark mark) {
        Map<String, String> headers =
                switch (status) {
                    case 429 -> Map.of("Retry-After", "60");
                    case 503 -> Map.of("Retry-After", "5");
                    default -> Map.of();
                };
        return new Answer(status, contentType, body, headers, mark);
    }

    /** The same answer under another status. */
    public Answer withStatus(int other) {
        return new Answer(other, contentType, body, headers, cookies, mark);
    }

    /**
     * The same answer with one more header.
     *
     * @throws IllegalArgumentException if the value could begin another header line
     */
    public Answer with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, printable(value));
        return new Answer(status, contentType, body, more, cookies, mark);
    }

    /**
     * The same answer with one more cookie.
     *
     * @param cookie the value of a {@code Set-Cookie} line (RFC 6265 section 4.1)
     * @throws IllegalArgumentException if it could begin another header line
     */
    public Answer withCookie(String cookie) {
        var more = new ArrayList<>(cookies);
        more.add(printable(cookie));
        return new Answer(status, contentType, body, headers, more, mark);
    }

    private static String printable(String value) {
        if (value.chars().anyMatch(c -> c < ' ' || c > 0x7E)) {
            throw new IllegalArgumentException("a header value is printable ASCII");
        }
        return value;
    }
}
