package dev.daypass.adapters.oidc.jose;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import java.util.Optional;

/**
 * The gate for tokens: lets in a compact JWS (RFC 7515 section 7.1) in its one canonical spelling, parsed once, and
 * nothing else. Length comes first, so that what follows is cheap.
 *
 * <p>Safe for several threads.
 */
public final class TokenReader {
    /** Longer tokens are refused unread; they would not fit into a request header either. */
    public static final int MAX_CHARACTERS = 16 * 1024;

    private final StrictJson json = new StrictJson();

    /** Reads a token; believes nothing of it. */
    public Outcome<CompactToken> read(String compact) {
        if (compact.length() > MAX_CHARACTERS) {
            return TokenRefusals.refused(
                    Reason.LIMIT_EXCEEDED,
                    "J18: a token of " + compact.length() + " characters, more than " + MAX_CHARACTERS);
        }
        int first = compact.indexOf('.');
        int second = compact.indexOf('.', first + 1);
        if (first < 0 || second < 0 || compact.indexOf('.', second + 1) >= 0) {
            return malformed("J18: not three parts: only the compact form of a signed token is accepted");
        }
        return json(compact.substring(0, first), "header").then(headerPart -> TokenHeader.of(headerPart.members())
                .then(header -> json(compact.substring(first + 1, second), "claims")
                        .then(claimsPart -> RegisteredClaims.of(claimsPart.members())
                                .then(registered -> signed(compact, second)
                                        .map(signed -> new CompactToken(
                                                header, registered, headerPart, claimsPart, signed))))));
    }

    private static Outcome<SignedText> signed(String compact, int dot) {
        Optional<byte[]> signature = Base64Url.decode(compact.substring(dot + 1));
        if (signature.isEmpty()) {
            return malformed("J17: the signature is not canonical base64url");
        }
        if (signature.get().length == 0) {
            return malformed("J01: the signature is empty");
        }
        return Outcome.granted(new SignedText(compact.substring(0, dot), signature.get()));
    }

    private Outcome<DecodedPart> json(String text, String what) {
        Optional<byte[]> octets = Base64Url.decode(text);
        if (octets.isEmpty()) {
            return malformed("J17: the " + what + " is not canonical base64url");
        }
        return json.object(what, octets.get()).map(members -> new DecodedPart(octets.get(), members));
    }

    private static <T> Outcome<T> malformed(String detail) {
        return TokenRefusals.refused(Reason.TOKEN_MALFORMED, detail);
    }
}
