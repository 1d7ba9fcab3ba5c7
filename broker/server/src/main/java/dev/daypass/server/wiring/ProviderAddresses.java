package dev.daypass.server.wiring;

import dev.daypass.adapters.oidc.DiscoveryCheck;
import dev.daypass.core.config.ProviderInspection;
import dev.daypass.core.provider.TokenSettings;
import dev.daypass.core.source.Finding;
import java.util.List;

/**
 * Has the adapter judge by settings alone whether token providers can ever serve: quick enough for every start and
 * reload. Asks no network and opens no file.
 */
final class ProviderAddresses implements ProviderInspection {
    private final DiscoveryCheck discovery = new DiscoveryCheck();

    @Override
    public List<Finding> inspect(List<Configured> providers) {
        return providers.stream()
                .filter(configured -> configured.provider().settings() instanceof TokenSettings)
                .flatMap(configured ->
                        discovery.check((TokenSettings) configured.provider().settings(), configured.origin()).stream())
                .toList();
    }
}
