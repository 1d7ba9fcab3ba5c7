package dev.daypass.core.provider;

import java.util.Optional;
import java.util.Set;

/**
 * How people find a provider when they sign in; no decision about them depends on it.
 *
 * @param label what they read instead of its name
 * @param domains of the mail addresses that it serves, in lower case
 * @param hidden whether it stands on no list, so that a domain or a hint is the only way to it
 */
public record Listing(Optional<String> label, Set<String> domains, boolean hidden) {
    public Listing {
        domains = Set.copyOf(domains);
    }

    /** On the list under its own name. */
    public static Listing plain() {
        return new Listing(Optional.empty(), Set.of(), false);
    }
}
