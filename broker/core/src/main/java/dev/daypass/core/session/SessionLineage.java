package dev.daypass.core.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The chain of sessions behind a session (role chaining).
 *
 * @param ancestors ids of the sessions it came from, oldest first; revoking one ends all that came from it
 * @param rootExpiry end of the identity provider's own session: nothing chained from it outlives it
 */
public record SessionLineage(List<String> ancestors, Optional<Instant> rootExpiry) {
    public SessionLineage {
        ancestors = List.copyOf(ancestors);
    }

    /** A session that stands at the beginning of its chain. */
    public static SessionLineage root(Optional<Instant> rootExpiry) {
        return new SessionLineage(List.of(), rootExpiry);
    }

    /** The lineage of a session chained from this one. */
    public SessionLineage child(String id) {
        var longer = new ArrayList<>(ancestors);
        longer.add(id);
        return new SessionLineage(longer, rootExpiry);
    }

    public int depth() {
        return ancestors.size();
    }
}
