package dev.daypass.core.signin;

import java.time.Instant;
import java.util.Optional;

/**
 * What a proof says of itself that nobody has believed: good for telling an administrator why it does not hold, and for
 * nothing else.
 *
 * @param madeAt when it says it was made
 * @param answers the request, or the nonce, that it says it answers
 */
public record Claimed(Optional<Instant> madeAt, Optional<String> answers) {
    public static Claimed nothing() {
        return new Claimed(Optional.empty(), Optional.empty());
    }
}
