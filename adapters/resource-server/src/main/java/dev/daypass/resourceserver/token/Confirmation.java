package dev.daypass.resourceserver.token;

import java.util.Optional;

/**
 * What a session is bound to (RFC 7800 {@code cnf}): all that is named must be proven.
 *
 * @param keyThumbprint of a DPoP key ({@code jkt}, RFC 9449 section 6.1)
 * @param certificateThumbprint of a client certificate ({@code x5t#S256}, RFC 8705 section 3.1)
 */
public record Confirmation(Optional<String> keyThumbprint, Optional<String> certificateThumbprint) {
    /** A token that whoever holds it may use. */
    public static Confirmation none() {
        return new Confirmation(Optional.empty(), Optional.empty());
    }

    public boolean isBound() {
        return keyThumbprint.isPresent() || certificateThumbprint.isPresent();
    }
}
