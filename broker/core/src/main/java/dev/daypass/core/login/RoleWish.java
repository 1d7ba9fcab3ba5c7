package dev.daypass.core.login;

import java.time.Duration;
import java.util.Optional;

/**
 * How somebody wants a role that they take.
 *
 * @param duration absent: the usual one
 * @param narrowing the name of a lesser form of the role ({@link Narrowings}); absent: the whole of it
 * @param reason what for, as typed
 */
public record RoleWish(Optional<Duration> duration, Optional<String> narrowing, Optional<String> reason) {
    /** As it usually is. */
    public static RoleWish usual() {
        return lasting(Optional.empty());
    }

    /** The whole role for a while. */
    public static RoleWish lasting(Optional<Duration> duration) {
        return new RoleWish(duration, Optional.empty(), Optional.empty());
    }

    /** The same wish, for a reason that was given before if none is given with it. */
    RoleWish orFor(Optional<String> givenBefore) {
        return new RoleWish(
                duration, narrowing, reason.filter(text -> !text.isBlank()).or(() -> givenBefore));
    }
}
