package dev.daypass.core.signin;

import dev.daypass.core.identity.Identity;
import java.time.Instant;

/**
 * A proof that holds.
 *
 * @param identity what it vouches for
 * @param replayKey names the proof for good: issuer and id, never its text
 * @param until from when on it would be refused as expired anyway, clock skew included
 */
public record Verified(Identity identity, String replayKey, Instant until) {}
