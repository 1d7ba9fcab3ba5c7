package dev.daypass.core.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The chain of sessions behind a session (role chaining). A browser session may stand before the chain: it ends what was
 * taken in it, and is no link.
 *
 * @param ancestors the sessions it came from, oldest first; what ends one ends all that came from it
 * @param rootExpiry end of the identity provider's own session: nothing chained from it outlives it
 */
public record SessionLineage(List<Ancestor> ancestors, Optional<Instant> rootExpiry) {
    /** What the public name of a browser session begins with; no access key id does. */
    public static final String BROWSER = "bs-";

    public SessionLineage {
        ancestors = List.copyOf(ancestors);
    }

    /**
     * A session that another one came from, as far as it takes to end both.
     *
     * @param ownerId unique id of its role or user; empty for a browser session and in what an older broker wrote
     * @param issuedAt when it was issued; not later than what was chained from it
     */
    public record Ancestor(String id, String ownerId, Instant issuedAt) {
        private boolean isBrowser() {
            return ownerId.isEmpty() && id.startsWith(BROWSER);
        }
    }

    /** A session that stands at the beginning of its chain. */
    public static SessionLineage root(Optional<Instant> rootExpiry) {
        return new SessionLineage(List.of(), rootExpiry);
    }

    /** The lineage of a session chained from {@code parent}, whose own lineage this is. */
    SessionLineage child(Ancestor parent) {
        var longer = new ArrayList<>(ancestors);
        longer.add(parent);
        return new SessionLineage(longer, rootExpiry);
    }

    /** The ids alone, oldest first. */
    public List<String> ancestorIds() {
        return ancestors.stream().map(Ancestor::id).toList();
    }

    /** The session that the chain began with; absent: the session is that itself. */
    public Optional<Ancestor> rootSession() {
        return links().stream().findFirst();
    }

    /** How many links the chain has: 0 for what was chained from nothing, in a browser or not. */
    public int depth() {
        return links().size();
    }

    private List<Ancestor> links() {
        boolean browser = !ancestors.isEmpty() && ancestors.get(0).isBrowser();
        return browser ? ancestors.subList(1, ancestors.size()) : ancestors;
    }
}
