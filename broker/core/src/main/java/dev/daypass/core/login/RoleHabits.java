package dev.daypass.core.login;

import dev.daypass.core.outcome.UnavailableException;
import dev.daypass.core.snapshot.RequestContext;
import java.util.Comparator;
import java.util.List;

/** Which roles a person likes to take, for showing those first. Nothing is allowed by it. Safe for several threads. */
public final class RoleHabits {
    private final RoleHabitStore store;

    public RoleHabits(RoleHabitStore store) {
        this.store = store;
    }

    /** Favourites, then the others, each by how often and how lately they were taken. */
    public List<RoleHabit> of(BrowserSession me, RequestContext request) {
        return store.of(person(me)).stream()
                .sorted(Comparator.comparing(RoleHabit::favourite)
                        .thenComparing(habit -> habit.frecency(request.instant()))
                        .reversed()
                        .thenComparing(RoleHabit::role))
                .toList();
    }

    /** Remembers that a role was taken. Who has credentials by now is not kept from them because this fails. */
    public void taken(BrowserSession me, String role, RequestContext request) {
        try {
            store.taken(person(me), role, request.instant());
        } catch (UnavailableException e) {
            // What somebody likes is lost this once, and nothing else is.
        }
    }

    /** Marks a role that is there; of others there is nothing to like. */
    public void mark(BrowserSession me, String role, boolean favourite, RequestContext request) {
        if (request.snapshot().role(role).isPresent()) {
            store.mark(person(me), role, favourite, request.instant());
        }
    }

    private static RoleHabitStore.Person person(BrowserSession me) {
        return new RoleHabitStore.Person(
                me.identity().provider(), me.identity().subject().value());
    }
}
