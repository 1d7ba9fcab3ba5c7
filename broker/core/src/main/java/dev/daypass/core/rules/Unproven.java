package dev.daypass.core.rules;

import dev.daypass.core.rules.expression.Reads;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which attributes that people may set themselves something is decided by (security O09, T23). */
final class Unproven {
    private Unproven() {}

    /** The provider's own names of what is read, directly or through its map. */
    static Set<String> origins(ProviderView provider, Set<String> user, Set<String> raw) {
        var known = new TreeSet<>(raw);
        user.forEach(name -> known.addAll(provider.mapping().origins(name)));
        return known;
    }

    /** Of some names, those that nothing else read here or required of everybody proves. */
    static Set<String> among(ProviderView provider, Set<String> known) {
        Set<String> proven = new HashSet<>(known);
        provider.requirement()
                .map(Requirement::reads)
                .ifPresent(required -> proven.addAll(origins(provider, required.user(), required.raw())));
        var unproven = new TreeSet<String>();
        for (String name : known) {
            if (!proven.contains(provider.unproven().getOrDefault(name, name))) {
                unproven.add(name);
            }
        }
        return unproven;
    }

    /** What must be true so that what is read is proven. */
    static Set<String> provers(ProviderView provider, Reads reads) {
        var provers = new TreeSet<String>();
        origins(provider, reads.user(), reads.raw())
                .forEach(name -> Optional.ofNullable(provider.unproven().get(name))
                        .filter(prover -> !prover.isEmpty())
                        .ifPresent(provers::add));
        return provers;
    }
}
