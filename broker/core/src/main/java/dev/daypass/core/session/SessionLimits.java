package dev.daypass.core.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long a session may be: what rules, role, chaining and the provider's own session each allow. {@link #narrow} is
 * the only way to combine them, and it never widens.
 *
 * @param longest longest duration
 * @param end latest end, if there is one
 */
public record SessionLimits(Duration longest, Optional<Instant> end) {
    /** No session of any kind lives longer (AWS STS GetSessionToken: 129,600 seconds). */
    public static final Duration LONGEST_OF_ALL = Duration.ofHours(36);

    public static SessionLimits of(Duration longest) {
        return new SessionLimits(longest, Optional.empty());
    }

    public static SessionLimits of(Duration longest, Optional<Instant> end) {
        return new SessionLimits(longest, end);
    }

    /** What both allow. */
    public SessionLimits narrow(SessionLimits other) {
        Duration shorter = longest.compareTo(other.longest) <= 0 ? longest : other.longest;
        if (end.isEmpty()) {
            return new SessionLimits(shorter, other.end);
        }
        if (other.end.isEmpty() || end.get().isBefore(other.end.get())) {
            return new SessionLimits(shorter, end);
        }
        return new SessionLimits(shorter, other.end);
    }

    /** When a session that starts now and asks for {@code wanted} ends. */
    public Instant endOf(Instant now, Duration wanted) {
        Instant byDuration = now.plus(wanted.compareTo(longest) <= 0 ? wanted : longest);
        return end.filter(latest -> latest.isBefore(byDuration)).orElse(byDuration);
    }
}
