package dev.daypass.resourceserver.jose;

import dev.daypass.resourceserver.json.JsonReader;
import dev.daypass.resourceserver.json.JsonValue;
import dev.daypass.resourceserver.outcome.Outcome;
import dev.daypass.resourceserver.outcome.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A JWS in compact form (RFC 7515 section 7.1), in its one canonical spelling, parsed once: what the signature covers is
 * what was parsed. Nobody has checked the signature yet.
 */
public final class CompactJws {
    /** Longer ones are refused unread; they would not fit into a request header either. */
    public static final int MAX_CHARACTERS = 16 * 1024;

    private final JoseHeader header;
    private final JsonValue.Members claims;
    private final byte[] signed;
    private final byte[] signature;

    private CompactJws(JoseHeader header, JsonValue.Members claims, byte[] signed, byte[] signature) {
        this.header = header;
        this.claims = claims;
        this.signed = signed;
        this.signature = signature;
    }

    /** Reads a token; believes nothing of it. Length comes first, so that what follows is cheap. */
    public static Outcome<CompactJws> read(String compact, JoseHeader.Form form) {
        if (compact.length() > MAX_CHARACTERS) {
            return Outcome.refused(
                    Reason.LIMIT_EXCEEDED,
                    "J18: a token of " + compact.length() + " characters, more than " + MAX_CHARACTERS);
        }
        int first = compact.indexOf('.');
        int second = compact.indexOf('.', first + 1);
        if (first < 0 || second < 0 || compact.indexOf('.', second + 1) >= 0) {
            return malformed("J18: not three parts: only the compact form of a signed token is accepted");
        }
        return json(compact.substring(0, first), "header")
                .then(members -> JoseHeader.of(members, form))
                .then(header -> json(compact.substring(first + 1, second), "claims")
                        .then(claims -> signature(compact.substring(second + 1))
                                .map(signature -> new CompactJws(
                                        header,
                                        claims,
                                        compact.substring(0, second).getBytes(StandardCharsets.US_ASCII),
                                        signature))));
    }

    public JoseHeader header() {
        return header;
    }

    public JsonValue.Members claims() {
        return claims;
    }

    /** Whether the signature is this key's by the header's algorithm. */
    public boolean isSignedBy(VerificationKey key) {
        return key.verifies(header.algorithm(), signed, signature);
    }

    private static Outcome<byte[]> signature(String text) {
        Optional<byte[]> signature = Base64Url.decode(text);
        if (signature.isEmpty()) {
            return malformed("J17: the signature is not canonical base64url");
        }
        return signature.get().length == 0
                ? malformed("J01: the signature is empty")
                : Outcome.granted(signature.get());
    }

    private static Outcome<JsonValue.Members> json(String text, String what) {
        Optional<byte[]> octets = Base64Url.decode(text);
        return octets.isEmpty()
                ? malformed("J17: the " + what + " is not canonical base64url")
                : JsonReader.SMALL.object(what, octets.get());
    }

    private static <T> Outcome<T> malformed(String detail) {
        return Outcome.refused(Reason.TOKEN_MALFORMED, detail);
    }

    @Override
    public String toString() {
        return "CompactJws[" + header.algorithm() + ", " + claims + "]";
    }
}
