package dev.daypass.core.login;

import java.time.Duration;
import java.time.Instant;

/**
 * How somebody uses a role in the portal.
 *
 * @param role {@code ALIAS/NAME}
 * @param favourite whether they have marked it
 * @param uses how often they have taken it
 * @param lastUsed when they took or marked it the last time, exact to a millisecond
 */
public record RoleHabit(String role, boolean favourite, int uses, Instant lastUsed) {
    private static final double HALF_LIFE = Duration.ofDays(14).toMillis();

    /** How often and how lately it was used: what was used often long ago falls behind what is used now. */
    double frecency(Instant now) {
        double age = Math.max(0, Duration.between(lastUsed, now).toMillis());
        return (uses + 1) * Math.pow(0.5, age / HALF_LIFE);
    }
}
