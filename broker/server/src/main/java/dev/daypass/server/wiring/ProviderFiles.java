package dev.daypass.server.wiring;

import dev.daypass.adapters.directory.kerberos.KeytabCheck;
import dev.daypass.adapters.oidc.JwksCheck;
import dev.daypass.adapters.saml.MetadataCheck;
import dev.daypass.core.config.ProviderInspection;
import dev.daypass.core.provider.DirectorySettings;
import dev.daypass.core.provider.SamlSettings;
import dev.daypass.core.provider.TokenSettings;
import dev.daypass.core.source.Finding;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Has the adapters judge what needs no network: addresses and filters, and metadata, key sets and keytabs kept in files. */
public final class ProviderFiles implements ProviderInspection {
    private final ProviderAddresses addresses = new ProviderAddresses();
    private final MetadataCheck metadata = new MetadataCheck();
    private final JwksCheck keySets = new JwksCheck();
    private final KeytabCheck keytabs = new KeytabCheck();
    private final Clock clock;

    public ProviderFiles(Clock clock) {
        this.clock = clock;
    }

    @Override
    public List<Finding> inspect(List<Configured> providers) {
        List<Finding> findings = new ArrayList<>(addresses.inspect(providers));
        for (Configured configured : providers) {
            if (configured.provider().settings() instanceof SamlSettings saml) {
                findings.addAll(metadata.check(saml, configured.origin(), clock.instant()));
            } else if (configured.provider().settings() instanceof TokenSettings token) {
                findings.addAll(keySets.check(token, configured.origin()));
            } else if (configured.provider().settings() instanceof DirectorySettings directory) {
                findings.addAll(keytabs.check(directory, configured.origin()));
            }
        }
        return findings;
    }
}
