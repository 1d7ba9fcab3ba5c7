package dev.daypass.core.keys;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * Signs texts in compact form (RFC 7515) with the broker's keys, and verifies what it has signed, nothing else.
 *
 * <p>A header is never interpreted: it must be, letter for letter, one that we write for a published key and the expected
 * {@code typ}. So {@code none}, another algorithm, embedded and linked keys and {@code crit} have no way in. Safe for
 * several threads.
 */
public final class Jws {
    private static final int LONGEST = 24_576;

    private final SigningKeys keys;

    public Jws(SigningKeys keys) {
        this.keys = keys;
    }

    /** Signs a text. */
    public String sign(TokenType type, SigningAlgorithm algorithm, String text, Instant now) {
        SigningKey key = keys.signer(algorithm, now);
        String body = type.header(key) + "." + encode(text.getBytes(StandardCharsets.UTF_8));
        return body + "." + encode(key.sign(body.getBytes(StandardCharsets.US_ASCII)));
    }

    /** The text of a token of ours, of one type. */
    public Outcome<String> verify(TokenType type, String compact, Instant now) {
        int first = compact.indexOf('.');
        int second = compact.indexOf('.', first + 1);
        boolean threeParts = first > 0 && second > first && compact.indexOf('.', second + 1) < 0;
        if (!threeParts || compact.length() > LONGEST) {
            return refused(Reason.TOKEN_MALFORMED, "not three parts of at most " + LONGEST + " characters");
        }
        String header = compact.substring(0, first);
        Optional<SigningKeySet.Typed> typed = named(header, now);
        if (typed.isEmpty()) {
            return HeaderFault.of(header, keys.current(), now);
        }
        if (typed.get().type() != type) {
            return refused(Reason.TOKEN_TYPE, "J10: typ `" + typed.get().type().typ() + "`");
        }
        Optional<byte[]> signature = decode(compact.substring(second + 1));
        Optional<byte[]> text = decode(compact.substring(first + 1, second));
        if (signature.isEmpty() || text.isEmpty()) {
            return refused(Reason.TOKEN_MALFORMED, "J17: not base64url in its only spelling");
        }
        byte[] signed = compact.substring(0, second).getBytes(StandardCharsets.US_ASCII);
        return typed.get().timed().key().verifies(signed, signature.get())
                ? Outcome.granted(new String(text.get(), StandardCharsets.UTF_8))
                : refused(Reason.TOKEN_SIGNATURE_INVALID, "the signature does not fit");
    }

    /** Whether a token's header names a key of ours; nothing of the token is believed for it. */
    public boolean isOurs(String compact, Instant now) {
        int dot = compact.indexOf('.');
        return dot > 0 && named(compact.substring(0, dot), now).isPresent();
    }

    /** Whether a token's header names a key of ours and a type; nothing of the token is believed for it. */
    public boolean names(TokenType type, String compact, Instant now) {
        int dot = compact.indexOf('.');
        return dot > 0
                && named(compact.substring(0, dot), now)
                        .filter(typed -> typed.type() == type)
                        .isPresent();
    }

    private Optional<SigningKeySet.Typed> named(String header, Instant now) {
        Optional<SigningKeySet.Typed> known = keys.current().named(header, now);
        return known.isPresent() || !keys.lookAgain(now)
                ? known
                : keys.current().named(header, now);
    }

    static <T> Outcome<T> refused(Reason reason, String detail) {
        return Outcome.refused(reason, "The token is not valid", detail);
    }

    private static Optional<byte[]> decode(String part) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(part);
            return encode(bytes).equals(part) ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
