package dev.daypass.core.grant;

import dev.daypass.core.secret.Secret;
import java.util.Optional;

/**
 * A session for a client, with what renews it.
 *
 * @param refreshToken absent where the client may not refresh, or the session is too short for it to be of use
 */
public record Renewed(ClientSession session, Optional<Secret> refreshToken) {}
