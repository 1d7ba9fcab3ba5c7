package dev.daypass.adapters.oidc.keys;

import dev.daypass.core.source.Finding;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What came of reading a key set.
 *
 * @param keys the set, absent if any finding is an error
 * @param findings errors about the set, warnings about keys that were left out
 * @param endpoints what the discovery document that led to the set says beside; absent where none did
 */
public record KeySetReading(Optional<KeySet> keys, List<Finding> findings, Optional<OpenIdEndpoints> endpoints) {
    public KeySetReading {
        findings = List.copyOf(findings);
    }

    /** A set that no discovery document led to. */
    KeySetReading(Optional<KeySet> keys, List<Finding> findings) {
        this(keys, findings, Optional.empty());
    }

    KeySetReading at(OpenIdEndpoints discovered) {
        return new KeySetReading(keys, findings, Optional.of(discovered));
    }

    /** The findings in one line; key ids are in it, key material is not. */
    public String summary() {
        return findings.stream().map(Finding::message).collect(Collectors.joining("; "));
    }
}
