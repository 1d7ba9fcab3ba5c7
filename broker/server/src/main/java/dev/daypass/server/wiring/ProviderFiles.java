package dev.daypass.server.wiring;

import dev.daypass.adapters.oidc.JwksCheck;
import dev.daypass.adapters.saml.MetadataCheck;
import dev.daypass.core.config.ProviderInspection;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.provider.SamlSettings;
import dev.daypass.core.provider.TokenSettings;
import dev.daypass.core.source.Finding;
import dev.daypass.core.source.Source;
import java.time.Clock;
import java.util.List;

/** Has the adapters judge the metadata and key sets that a configuration keeps in files. */
public final class ProviderFiles implements ProviderInspection {
    private final MetadataCheck metadata = new MetadataCheck();
    private final JwksCheck keySets = new JwksCheck();
    private final Clock clock;

    public ProviderFiles(Clock clock) {
        this.clock = clock;
    }

    @Override
    public List<Finding> inspect(Provider provider, Source origin) {
        if (provider.settings() instanceof SamlSettings saml) {
            return metadata.check(saml, origin, clock.instant());
        }
        return provider.settings() instanceof TokenSettings token ? keySets.check(token, origin) : List.of();
    }
}
