package dev.daypass.core.grant;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Port: refresh tokens, by their hashes. {@link RefreshTokens} calls it.
 *
 * <p>When a write returns, it is durable. Safe for several threads; faults are {@link
 * dev.daypass.core.outcome.UnavailableException}s and mean that nothing is granted. {@code RefreshTokenStoreContract}
 * tests every implementation.
 */
public interface RefreshTokenStore {
    /** Keeps the first token of a family. */
    void begin(RefreshToken first);

    /** A token of a family that has not ended, spent or not. */
    Optional<RefreshToken> find(RefreshTokenHash hash);

    /**
     * Puts a successor in a token's place, in one atomic step. Where a family has two tokens that were never rotated, since
     * a client asked twice at a time, the first of them to be rotated outdates the other: it is one that came again.
     *
     * @param successor of the same family
     * @param grace how long a token that was rotated is taken one single time more, for clients that ask twice at a time
     */
    Rotation rotate(RefreshTokenHash spent, RefreshToken successor, Instant now, Duration grace);

    /** Forgets all tokens of a family: none is taken any more. */
    void endFamily(String family);

    /** Forgets tokens that expired before the instant; returns how many. */
    int forgetExpired(Instant before);

    /** What became of a rotation. */
    enum Rotation {
        /** The successor is kept. */
        ROTATED,
        /**
         * The token was rotated longer ago than the grace, or twice before, or one made of the same token was rotated in
         * its place: two hold what one should. Nothing is kept.
         */
        REUSED,
        /** The token is not, or no longer, there. Nothing is kept. */
        GONE
    }
}
