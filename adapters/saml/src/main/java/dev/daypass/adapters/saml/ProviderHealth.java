package dev.daypass.adapters.saml;

import dev.daypass.core.identity.ProviderId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a provider's metadata feels, for health, metrics and {@code check}.
 *
 * @param ready whether its Responses can be verified now
 * @param loadedAt when the copy in use came
 * @param expires from when on that copy serves no more
 * @param certificateExpiries when the certificates of its signing keys end; the keys go on being trusted (S43)
 * @param lastError why the last attempt to renew it failed
 */
public record ProviderHealth(
        ProviderId provider,
        boolean ready,
        Optional<Instant> loadedAt,
        Optional<Instant> expires,
        List<Instant> certificateExpiries,
        Optional<String> lastError) {
    public ProviderHealth {
        certificateExpiries = List.copyOf(certificateExpiries);
    }
}
