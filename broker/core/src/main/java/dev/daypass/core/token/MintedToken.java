package dev.daypass.core.token;

import dev.daypass.core.secret.Secret;
import java.time.Instant;

/**
 * A signed token.
 *
 * @param compact the token itself
 * @param id its {@code jti}
 */
public record MintedToken(Secret compact, String id, Instant expiresAt) {}
