package dev.daypass.server.portal;

import dev.daypass.core.provider.ProviderSettings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How an identity provider is.
 *
 * @param enabled whether the configuration lets it in
 * @param ready whether its proofs can be verified now
 * @param loadedAt when the metadata or keys in use came
 * @param expires from when on they serve no more
 * @param certificateEnd when the first certificate of its signing keys ends
 * @param keys how many may verify; absent where keys are not counted
 * @param servers of a directory, in the order in which they are asked
 * @param problem what failed last
 */
public record ProviderReport(
        String name,
        ProviderSettings.Kind kind,
        boolean enabled,
        boolean ready,
        Optional<Instant> loadedAt,
        Optional<Instant> expires,
        Optional<Instant> certificateEnd,
        Optional<Integer> keys,
        List<Server> servers,
        Optional<String> problem) {
    public ProviderReport {
        servers = List.copyOf(servers);
    }

    /**
     * A directory's server.
     *
     * @param answers absent: nobody has asked it yet
     */
    public record Server(String url, Optional<Boolean> answers, Instant since, Optional<String> problem) {}
}
