package dev.daypass.core.login;

import java.time.Instant;

/**
 * A role session that was taken in a browser session, as a store keeps it: readable to who holds the keys.
 *
 * @param sessionId the role session's access key id
 * @param handle the browser session's public name, with {@code /sites} behind it where a site asked for the role
 * @param takenAt when it was issued
 * @param expiresAt first instant at which it is over
 * @param sealed the whole of it, base64url
 */
public record TakenRole(String sessionId, String handle, Instant takenAt, Instant expiresAt, String sealed) {
    @Override
    public String toString() {
        return "TakenRole[" + sessionId + "]";
    }
}
