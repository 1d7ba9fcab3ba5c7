package dev.daypass.adapters.oidc;

import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.provider.TokenSettings;
import dev.daypass.core.rules.AttributeMapping;
import java.util.Optional;
import java.util.Set;

/** An enabled provider of a name, with these settings and nothing else. */
record TestProvider(String name, TokenSettings settings) {
    Provider provider() {
        return new Provider(
                new ProviderId(name),
                Provider.State.ENABLED,
                settings,
                AttributeMapping.none(),
                Optional.empty(),
                Provider.ReplayScope.REUSABLE,
                Set.of());
    }
}
