package dev.daypass.core.principal;

import dev.daypass.core.secret.Secret;

/**
 * A long-term access key of a user or service.
 *
 * @param id {@code AKIA…}
 * @param active an inactive key is refused like an unknown one
 */
public record AccessKey(String id, Secret secret, boolean active) {}
