package dev.daypass.core.principal;

import java.util.Map;
import java.util.Set;

/**
 * Port: gives roles and users ids that outlive a reload but not a deletion, so that a role made again under an old name
 * is another role (IAM identifiers).
 *
 * <p>Called once per configuration load. Safe for several threads; faults are {@link
 * dev.daypass.core.outcome.UnavailableException}s. {@code UniqueIdsContract} tests every implementation.
 */
public interface UniqueIds {
    /** What an id is given to. */
    enum Kind {
        ROLE("AROA"),
        USER("AIDA");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }

        public String prefix() {
            return prefix;
        }
    }

    /** A named thing, by its ARN. */
    record Named(Kind kind, String arn) {}

    /**
     * The ids of all that is present: kept where the thing was present at the last call of any node, new where it is new.
     * Things that no running node has any more lose theirs for good: a node with another configuration, as while a change
     * spreads, takes nothing from the others.
     */
    Map<Named, String> reconcile(Set<Named> present);
}
