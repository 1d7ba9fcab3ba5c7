package dev.daypass.server.wiring;

import dev.daypass.core.application.Application;
import dev.daypass.core.keys.SigningAlgorithm;
import dev.daypass.core.keys.SigningKeys;
import dev.daypass.core.snapshot.Snapshot;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;

/**
 * Makes the keys of every algorithm that a configuration signs with before it is in force: services that have just read
 * the key set would refuse a token whose key is younger.
 */
final class ConfiguredKeys {
    private final SigningKeys signingKeys;
    private final InstantSource clock;

    ConfiguredKeys(SigningKeys signingKeys, InstantSource clock) {
        this.signingKeys = signingKeys;
        this.clock = clock;
    }

    void prepare(Snapshot snapshot) {
        Set<SigningAlgorithm> algorithms = EnumSet.of(SigningAlgorithm.ES256);
        snapshot.applications().stream()
                .filter(Application::enabled)
                .map(application -> application.tokens().algorithm())
                .forEach(algorithms::add);
        signingKeys.prepare(algorithms, clock.instant());
    }
}
