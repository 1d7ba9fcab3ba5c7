package dev.daypass.adapters.store.memory;

import dev.daypass.adapters.store.ids.NodeIds;
import dev.daypass.adapters.store.ids.Reconciliation;
import dev.daypass.core.principal.UniqueIds.Named;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Ids of roles and users until the process stops. */
public final class InMemoryUniqueIds {
    private final SecureRandom random;
    private final Map<String, Holding> holdings = new HashMap<>();
    private final Map<Named, String> known = new HashMap<>();

    /** What a node has, and when it last said so. */
    private record Holding(Set<Named> things, Instant seen) {}

    InMemoryUniqueIds(SecureRandom random) {
        this.random = random;
    }

    /** The ids as a node gets them. */
    NodeIds of(String node, InstantSource clock) {
        return new NodeIds() {
            @Override
            public Map<Named, String> reconcile(Set<Named> present) {
                return reconciled(node, present, clock.instant());
            }

            @Override
            public void renew() {
                renewed(node, clock.instant());
            }
        };
    }

    private synchronized Map<Named, String> reconciled(String node, Set<Named> present, Instant now) {
        holdings.put(node, new Holding(Set.copyOf(present), now));
        holdings.values().removeIf(holding -> holding.seen().isBefore(now.minus(NodeIds.GONE_AFTER)));
        var held = new HashSet<Named>();
        holdings.values().forEach(holding -> held.addAll(holding.things()));
        Reconciliation result = Reconciliation.of(known, present, held, random);
        known.keySet().removeAll(result.gone());
        known.putAll(result.added());
        return result.ids();
    }

    private synchronized void renewed(String node, Instant now) {
        holdings.computeIfPresent(node, (name, holding) -> new Holding(holding.things(), now));
    }
}
