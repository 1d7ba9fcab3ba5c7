package dev.daypass.server.client;

import dev.daypass.core.secret.Secret;
import java.time.Instant;
import java.util.Optional;

/**
 * An access key, of a user or of a session.
 *
 * @param sessionToken absent for long-term keys
 * @param expiration absent for long-term keys
 */
public record ClientCredentials(
        String accessKeyId, Secret secretAccessKey, Optional<Secret> sessionToken, Optional<Instant> expiration) {
    /** A user's or service's own key, which does not expire. */
    public static ClientCredentials longTerm(String accessKeyId, Secret secretAccessKey) {
        return new ClientCredentials(accessKeyId, secretAccessKey, Optional.empty(), Optional.empty());
    }
}
