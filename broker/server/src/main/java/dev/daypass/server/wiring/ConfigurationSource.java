package dev.daypass.server.wiring;

import dev.daypass.core.config.ProviderInspection;
import dev.daypass.core.principal.ProvisionalIds;
import dev.daypass.core.principal.UniqueIds;
import dev.daypass.core.snapshot.Snapshot;
import dev.daypass.core.source.Finding;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where configuration comes from. {@link Broker} reads it at start and at every reload; settings count at start alone.
 */
public interface ConfigurationSource {
    /** Reads everything afresh, once. */
    Reading read();

    /** The settings alone, read afresh. */
    default Loaded<ServerSettings> settings() {
        return read().settings();
    }

    /** The directory whose change is worth a reload; absent: nothing is watched. */
    Optional<Path> directory();

    /** The rule files by path, in their order; none where there are no files. */
    default Map<String, String> rules() {
        return Map.of();
    }

    /** What the configuration would be with other rule files, for nobody to serve. */
    default Loaded<Snapshot> withRules(Map<String, String> rules) {
        return read().snapshot(new ProvisionalIds());
    }

    /** One state of the configuration: both parts come from the same files. */
    interface Reading {
        Loaded<ServerSettings> settings();

        /**
         * The configuration requests are decided under.
         *
         * @param ids gives roles and users their lasting ids; asked only when there are no errors
         */
        Loaded<Snapshot> snapshot(UniqueIds ids);

        /** What an inspection says about this snapshot's providers, each at its place. */
        List<Finding> inspect(Snapshot snapshot, ProviderInspection inspection);
    }

    /**
     * What loading gave.
     *
     * @param value absent when a finding is an error
     * @param findings everything there is to say, errors first or not
     */
    record Loaded<T>(Optional<T> value, List<Finding> findings) {
        public Loaded {
            findings = List.copyOf(findings);
        }
    }
}
