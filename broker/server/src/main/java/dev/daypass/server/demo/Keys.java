package dev.daypass.server.demo;

import dev.daypass.core.secret.Secret;
import dev.daypass.server.client.ClientCredentials;
import java.util.Map;
import java.util.Optional;

/**
 * The secrets of the demo's users and services, by the names of the files that hold them.
 */
record Keys(Map<String, Secret> secrets) {
    Keys {
        secrets = Map.copyOf(secrets);
    }

    ClientCredentials of(String accessKeyId, String name) {
        return ClientCredentials.longTerm(accessKeyId, secret(name));
    }

    Secret secret(String name) {
        return Optional.ofNullable(secrets.get(name)).orElseThrow();
    }
}
