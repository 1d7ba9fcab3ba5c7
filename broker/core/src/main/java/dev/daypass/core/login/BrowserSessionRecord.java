package dev.daypass.core.login;

import dev.daypass.core.identity.ProviderId;
import java.time.Instant;
import java.util.Optional;

/**
 * A browser session as a store keeps it: found by what stands beside, readable to who holds the keys.
 *
 * @param kind what finds it
 * @param hash of the cookie's value; for a terminal's session, of a value that nobody has
 * @param handle its public name
 * @param upstream the provider's name for its own session: {@code SessionIndex}, {@code sid}
 * @param expiresAt first instant at which it is over
 * @param sealed the rest, base64url
 */
public record BrowserSessionRecord(
        BrowserSession.Kind kind,
        BrowserSessionHash hash,
        String handle,
        ProviderId provider,
        String subject,
        Optional<String> upstream,
        Instant signedInAt,
        Instant lastSeen,
        Instant expiresAt,
        String sealed) {
    /** A browser's. */
    public BrowserSessionRecord(
            BrowserSessionHash hash,
            String handle,
            ProviderId provider,
            String subject,
            Optional<String> upstream,
            Instant signedInAt,
            Instant lastSeen,
            Instant expiresAt,
            String sealed) {
        this(
                BrowserSession.Kind.BROWSER,
                hash,
                handle,
                provider,
                subject,
                upstream,
                signedInAt,
                lastSeen,
                expiresAt,
                sealed);
    }

    /** The same, used at an instant. */
    public BrowserSessionRecord seenAt(Instant instant) {
        return new BrowserSessionRecord(
                kind, hash, handle, provider, subject, upstream, signedInAt, instant, expiresAt, sealed);
    }

    @Override
    public String toString() {
        return "BrowserSessionRecord[" + handle + "]";
    }
}
