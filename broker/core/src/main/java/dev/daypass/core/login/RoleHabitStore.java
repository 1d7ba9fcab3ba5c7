package dev.daypass.core.login;

import dev.daypass.core.identity.ProviderId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Port: which roles people take and like. {@link RoleHabits} calls it. No decision depends on what it says. Safe for
 * several threads; faults are {@link dev.daypass.core.outcome.UnavailableException}s. {@code RoleHabitStoreContract} tests
 * every implementation.
 */
public interface RoleHabitStore {
    /** How many roles are remembered of a person; of more, those go that are no favourites and were used longest ago. */
    int MOST = 100;

    /** How long a role is remembered that is not used. */
    Duration KEPT = Duration.ofDays(365);

    /** Everything remembered of a person, by role. */
    List<RoleHabit> of(Person person);

    /** Remembers that somebody took a role; no instant goes back. */
    void taken(Person person, String role, Instant at);

    /** Marks a favourite, or none any more. */
    void mark(Person person, String role, boolean favourite, Instant at);

    /** Forgets roles that were last used before an instant; returns how many. */
    int forgetUnused(Instant before);

    /** A subject of a provider. */
    record Person(ProviderId provider, String subject) {}
}
