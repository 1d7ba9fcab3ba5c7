package dev.daypass.server.wiring;

import dev.daypass.adapters.directory.DirectoryCheck;
import dev.daypass.adapters.oidc.DiscoveryCheck;
import dev.daypass.core.config.ProviderInspection;
import dev.daypass.core.provider.DirectorySettings;
import dev.daypass.core.provider.TokenSettings;
import dev.daypass.core.source.Finding;
import java.util.List;

/**
 * Has the adapters judge by settings alone whether token providers and directories can ever serve: quick enough for
 * every start and reload. Asks no network and opens no file.
 */
final class ProviderAddresses implements ProviderInspection {
    private final DiscoveryCheck discovery = new DiscoveryCheck();
    private final DirectoryCheck directories = new DirectoryCheck();

    @Override
    public List<Finding> inspect(List<Configured> providers) {
        return providers.stream().flatMap(one -> judged(one).stream()).toList();
    }

    private List<Finding> judged(Configured configured) {
        if (configured.provider().settings() instanceof TokenSettings token) {
            return discovery.check(token, configured.origin());
        }
        return configured.provider().settings() instanceof DirectorySettings directory
                ? directories.check(directory, configured.origin())
                : List.of();
    }
}
