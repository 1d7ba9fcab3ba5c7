package dev.daypass.core.provider;

import dev.daypass.core.secret.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the JWTs of an OpenID provider ({@link Kind#OIDC}) or of a bare JWT issuer ({@link Kind#JWT}) are checked.
 *
 * @param kind OIDC or JWT
 * @param issuer the exact {@code iss}
 * @param audiences of which a token must name one; the client id for an OpenID provider
 * @param keys where the signing keys come from
 * @param checks what a token must fulfil
 * @param client our registration at the OpenID provider
 */
public record TokenSettings(
        Kind kind, String issuer, Set<String> audiences, KeySource keys, Checks checks, Optional<Client> client)
        implements ProviderSettings {
    public TokenSettings {
        audiences = Set.copyOf(audiences);
    }

    /**
     * Where signing keys come from and how long they are believed.
     *
     * @param jwks the key set ({@code file:}, {@code https:}, loopback {@code http:}); absent: found by discovery
     * @param refresh how often the set is read again; a key removed upstream is refused after at most this time
     * @param maxStale how long the last good set serves when it cannot be read
     */
    public record KeySource(Optional<URI> jwks, Duration refresh, Duration maxStale) {}

    /**
     * What a token must fulfil beyond issuer, audience and signature.
     *
     * @param algorithms accepted JWS algorithms, such as {@code RS256}
     * @param types accepted {@code typ} header values in lower case, without {@code application/}; a header without
     *     {@code typ} counts as {@code jwt}
     * @param requiredClaims names and exact values a token must carry
     * @param skew how far the clocks may differ, at most five minutes
     * @param maxLifetime longest accepted {@code exp - iat}
     * @param maxAuthenticationAge oldest accepted {@code auth_time}
     */
    public record Checks(
            Set<String> algorithms,
            Set<String> types,
            Map<String, String> requiredClaims,
            Duration skew,
            Duration maxLifetime,
            Optional<Duration> maxAuthenticationAge) {
        public Checks {
            algorithms = Set.copyOf(algorithms);
            types = Set.copyOf(types);
            requiredClaims = Map.copyOf(requiredClaims);
        }
    }

    /** Our registration at an OpenID provider. */
    public record Client(String id, Optional<Secret> secret) {}
}
