package dev.daypass.server.http;

/**
 * One path and method that is answered.
 *
 * @param method in upper case
 * @param template a path whose steps may be variables in braces: {@code /api/v1/sessions/{id}/revoke}
 * @param protocol how faults are told here
 * @param size how long a body may be
 * @param access whether failed attempts are counted and held against the caller's address
 * @param endpoint who answers
 */
public record Route(String method, String template, Protocol protocol, Size size, Access access, Endpoint endpoint) {
    /** How long a body may be; {@link HttpLimits} says what each word means. */
    public enum Size {
        /** No body at all. */
        NONE,
        /** An ordinary body. */
        ORDINARY,
        /** A body that may bring a SAML Response or a token. */
        PROOF
    }

    /** Whether a secret can be guessed at a route. */
    public enum Access {
        /** Nothing secret is asked for. */
        OPEN,
        /** Failed attempts count. */
        GUARDED
    }
}
