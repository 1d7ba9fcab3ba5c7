package dev.daypass.core.session;

import dev.daypass.core.secret.Secret;
import java.time.Instant;

/**
 * A session's proof as the AWS tools use it.
 *
 * @param accessKeyId the session's id
 * @param secretAccessKey derived from the broker's keys, never stored
 * @param sessionToken the sealed session
 */
public record Credentials(String accessKeyId, Secret secretAccessKey, Secret sessionToken, Instant expiresAt) {}
