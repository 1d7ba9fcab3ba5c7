package dev.daypass.core.keys;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What a token of ours is: its {@code typ}, so that one is never taken for another (RFC 8725 section 3.11). */
public enum TokenType {
    /** An OAuth access token (RFC 9068). */
    ACCESS_TOKEN("at+jwt"),
    /** A session's identity for outside services: the answer to GetWebIdentityToken. */
    WEB_IDENTITY("JWT"),
    /** An introspection answer (RFC 9701). */
    INTROSPECTION("token-introspection+jwt"),
    /** Who called, told by forward-auth to the service behind a proxy. */
    FORWARDED_IDENTITY("daypass-identity+jwt");

    private final String typ;

    TokenType(String typ) {
        this.typ = typ;
    }

    /** As the header's {@code typ} writes it. */
    public String typ() {
        return typ;
    }

    /** The header in the one spelling that we write and accept, encoded. */
    String header(SigningKey key) {
        String text = "{\"alg\":\"" + key.algorithm().joseName() + "\",\"typ\":\"" + typ + "\",\"kid\":\"" + key.kid()
                + "\"}";
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }
}
