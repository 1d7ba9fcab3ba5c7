package dev.daypass.server.wiring;

import dev.daypass.adapters.directory.DirectoryOnlineCheck;
import dev.daypass.adapters.oidc.IssuerCheck;
import dev.daypass.adapters.saml.MetadataUrlCheck;
import dev.daypass.core.config.ProviderInspection;
import dev.daypass.core.provider.DirectorySettings;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.provider.SamlSettings;
import dev.daypass.core.provider.TokenSettings;
import dev.daypass.core.source.Finding;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Asks the enabled providers over the network whether they are there and are who they should be, all at once. What it
 * finds are warnings: it depends on where it runs.
 */
public final class ProviderNetwork implements ProviderInspection {
    private final IssuerCheck issuers = new IssuerCheck(Providers.client());
    private final MetadataUrlCheck metadata = new MetadataUrlCheck();
    private final DirectoryOnlineCheck directories;
    private final Clock clock;

    public ProviderNetwork(Clock clock) {
        this.directories = new DirectoryOnlineCheck(clock);
        this.clock = clock;
    }

    @Override
    public List<Finding> inspect(List<Configured> providers) {
        List<CompletableFuture<List<Finding>>> asked = providers.stream()
                .filter(configured -> configured.provider().state() == Provider.State.ENABLED)
                .map(this::ask)
                .toList();
        return asked.stream().flatMap(answer -> answer.join().stream()).toList();
    }

    private CompletableFuture<List<Finding>> ask(Configured configured) {
        if (configured.provider().settings() instanceof SamlSettings saml) {
            return metadata.ask(saml, configured.origin(), clock.instant());
        }
        if (configured.provider().settings() instanceof DirectorySettings directory) {
            return CompletableFuture.supplyAsync(() -> directories.ask(directory, configured.origin()));
        }
        return configured.provider().settings() instanceof TokenSettings token
                ? issuers.ask(token, configured.origin())
                : CompletableFuture.completedFuture(List.of());
    }
}
