package dev.daypass.core.session;

import dev.daypass.core.keys.KeyRing;
import dev.daypass.core.keys.Purpose;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes and opens session tokens. A token is the whole session, sealed, so that any node verifies it without a read;
 * the secret access key is derived from the session's id and never stored.
 *
 * <p>Safe for several threads.
 */
public final class SessionTokens {
    /** Longest token that is made: it has to fit a 16 KiB header beside everything else. */
    public static final int MAX_TOKEN_CHARACTERS = 12_288;

    private static final int SECRET_BYTES = 30;

    private final Supplier<KeyRing> keys;
    private final SessionCodec codec = new SessionCodec();

    public SessionTokens(Supplier<KeyRing> keys) {
        this.keys = keys;
    }

    /** The credentials of a session; {@link Reason#POLICY_TOO_LARGE} if it does not fit a token. */
    public Outcome<Credentials> issue(Session session) {
        int longest = longestValue(session);
        if (longest > MAX_TOKEN_CHARACTERS) {
            return tooLarge("an attribute of " + longest + " characters");
        }
        KeyRing ring = keys.get();
        byte[] sealed = ring.seal(Purpose.SESSION_TOKEN, codec.encode(session));
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
        if (token.length() > MAX_TOKEN_CHARACTERS) {
            return tooLarge("session token of " + token.length() + " characters");
        }
        Secret secret = secret(ring, ring.sealingVersion(), session.id()).orElseThrow();
        return Outcome.granted(new Credentials(session.id(), secret, Secret.of(token), session.expiresAt()));
    }

    /** Attributes alone have no limit of their own, and what is encoded has one (DataOutput.writeUTF). */
    private static int longestValue(Session session) {
        return session.origin().user().asMap().values().stream()
                .flatMap(List::stream)
                .mapToInt(value -> value.text().length())
                .max()
                .orElse(0);
    }

    private static Outcome<Credentials> tooLarge(String what) {
        return Outcome.refused(
                Reason.POLICY_TOO_LARGE,
                "The session's policies, tags and attributes are too large for a session token",
                what + "; narrow the provider's `attributes` map");
    }

    /** Opens a token that came with an access key id; a token of another key does not open. */
    public Optional<Opened> open(String accessKeyId, String token) {
        if (token.length() > MAX_TOKEN_CHARACTERS) {
            return Optional.empty();
        }
        KeyRing ring = keys.get();
        return decode(token)
                .flatMap(bytes -> ring.open(Purpose.SESSION_TOKEN, bytes))
                .flatMap(opened -> {
                    Session session = codec.decode(opened.plain());
                    return secret(ring, opened.version(), session.id()).map(secret -> new Opened(session, secret));
                })
                .filter(opened -> MessageDigest.isEqual(ascii(opened.session().id()), ascii(accessKeyId)));
    }

    /** An opened session and the secret that its holder signs with. */
    public record Opened(Session session, Secret secret) {}

    /** The octets of a token in its only spelling: what an encoder would not write is refused. */
    private static Optional<byte[]> decode(String token) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(token);
            String spelling = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            return spelling.equals(token) ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Secret> secret(KeyRing ring, int version, String id) {
        return ring.derive(version, Purpose.SECRET_ACCESS_KEY, id)
                .map(hmac -> Base64.getEncoder().encodeToString(Arrays.copyOf(hmac, SECRET_BYTES)))
                .map(Secret::of);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
