package dev.daypass.core.config;

import dev.daypass.core.provider.Provider;
import dev.daypass.core.source.Finding;
import dev.daypass.core.source.Source;
import java.util.List;

/** Port: judges what a provider's settings point at, such as metadata and key sets in files. Never asks the network. */
public interface ProviderInspection {
    /**
     * What there is to say.
     *
     * @param origin where the configuration names it
     */
    List<Finding> inspect(Provider provider, Source origin);
}
