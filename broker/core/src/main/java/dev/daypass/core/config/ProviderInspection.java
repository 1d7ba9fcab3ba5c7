package dev.daypass.core.config;

import dev.daypass.core.provider.Provider;
import dev.daypass.core.source.Finding;
import dev.daypass.core.source.Source;
import java.util.List;

/**
 * Port: judges what providers' settings point at, such as metadata, key sets and issuers. An implementation says whether
 * it asks the network; {@code check} uses one that does only when it is told to, so that it says the same everywhere.
 */
public interface ProviderInspection {
    /** What there is to say about all of them. Blocks until all have been judged; throws for none of them. */
    List<Finding> inspect(List<Configured> providers);

    /**
     * A provider and its place.
     *
     * @param origin where the configuration names it
     */
    record Configured(Provider provider, Source origin) {}
}
