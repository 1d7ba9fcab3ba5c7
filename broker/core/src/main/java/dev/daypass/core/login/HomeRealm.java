package dev.daypass.core.login;

import dev.daypass.core.provider.Provider;
import dev.daypass.core.snapshot.Snapshot;
import java.util.List;

/**
 * Where somebody belongs, by the domain of a mail address (home realm discovery). The answer depends on the domain alone,
 * so that it tells nobody which people there are.
 */
public final class HomeRealm {
    private HomeRealm() {}

    /**
     * The enabled providers that serve a domain, by name.
     *
     * @param domain in lower case, as DNS has it
     */
    public static List<Provider> serving(String domain, Snapshot snapshot) {
        return snapshot.providers().stream()
                .filter(provider -> provider.state() == Provider.State.ENABLED)
                .filter(provider -> provider.listing().domains().contains(domain))
                .sorted((one, other) -> one.id().name().compareTo(other.id().name()))
                .toList();
    }
}
