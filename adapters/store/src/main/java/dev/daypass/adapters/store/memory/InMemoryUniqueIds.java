package dev.daypass.adapters.store.memory;

import dev.daypass.adapters.store.ids.Reconciliation;
import dev.daypass.core.principal.UniqueIds;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Set;

/** Ids of roles and users of one node until it stops. */
public final class InMemoryUniqueIds implements UniqueIds {
    private final SecureRandom random;
    private Map<Named, String> known = Map.of();

    public InMemoryUniqueIds(SecureRandom random) {
        this.random = random;
    }

    @Override
    public synchronized Map<Named, String> reconcile(Set<Named> present) {
        known = Reconciliation.of(known, present, random).ids();
        return known;
    }
}
