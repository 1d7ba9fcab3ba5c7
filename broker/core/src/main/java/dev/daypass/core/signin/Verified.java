package dev.daypass.core.signin;

import dev.daypass.core.identity.Identity;
import java.time.Instant;
import java.util.Optional;

/**
 * A proof that holds.
 *
 * @param identity what it vouches for
 * @param replayKey names the proof for good: issuer and id, never its text; absent: it may be shown again and again, as a
 *     password is
 * @param until from when on it would be refused as expired anyway, clock skew included
 */
public record Verified(Identity identity, Optional<String> replayKey, Instant until) {
    /** A proof that names itself. */
    public Verified(Identity identity, String replayKey, Instant until) {
        this(identity, Optional.of(replayKey), until);
    }
}
