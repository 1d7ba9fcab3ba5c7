package dev.daypass.core.grant;

import java.time.Instant;

/**
 * A refresh token as it is kept. Its text is nowhere but with the client.
 *
 * @param family all tokens that came one from another: the id of the session they renew from
 * @param clientId whose it is
 * @param sealedGrant what it is for, sealed by the key ring, base64url
 * @param expiresAt first instant at which it is refused: the end of the session
 */
public record RefreshToken(
        RefreshTokenHash hash, String family, String clientId, String sealedGrant, Instant expiresAt) {
    @Override
    public String toString() {
        return "RefreshToken[" + family + ", " + clientId + "]";
    }
}
