package dev.daypass.server.client;

import dev.daypass.core.secret.Secret;

/** A token as its owner takes it along. */
public final class TokenText {
    private TokenText() {}

    public static String bare(Secret token) {
        return Members.plain(token.reveal());
    }

    /** The header line of RFC 6750 section 2.1. */
    public static String header(Secret token) {
        return "Authorization: Bearer " + bare(token);
    }
}
