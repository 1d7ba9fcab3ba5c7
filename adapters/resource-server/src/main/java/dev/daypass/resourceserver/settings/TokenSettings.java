package dev.daypass.resourceserver.settings;

import dev.daypass.resourceserver.jose.JwsAlgorithm;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * What is accepted of an access token.
 *
 * @param algorithms the only ones a token may be signed with
 * @param skew how far the clocks of broker and service may differ: 0 to 5 minutes
 */
public record TokenSettings(Set<JwsAlgorithm> algorithms, Duration skew) {
    private static final Duration MOST_SKEW = Duration.ofMinutes(5);

    public TokenSettings {
        algorithms = Set.copyOf(algorithms);
        if (algorithms.isEmpty()) {
            throw new IllegalArgumentException("`algorithms` is empty: give at least one, such as ES256");
        }
        Limits.within("skew", skew, Duration.ZERO, MOST_SKEW);
    }

    /** What the broker can sign with, and half a minute. */
    public static TokenSettings usual() {
        return new TokenSettings(
                EnumSet.of(
                        JwsAlgorithm.ES256,
                        JwsAlgorithm.EDDSA,
                        JwsAlgorithm.ED25519,
                        JwsAlgorithm.PS256,
                        JwsAlgorithm.RS256),
                Duration.ofSeconds(30));
    }
}
