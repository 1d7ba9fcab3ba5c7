package dev.daypass.core.signin;

import dev.daypass.core.identity.ProviderId;
import java.util.Optional;

/**
 * What the entrance expects of a proof.
 *
 * @param provider which provider must have made it; absent where the token's issuer tells
 * @param inResponseTo the id of our request that it answers; absent: it comes unsolicited and must name none
 * @param spentFor what it is spent for where the provider counts per role: the role's ARN
 */
public record Expectation(Optional<ProviderId> provider, Optional<String> inResponseTo, Optional<String> spentFor) {
    /** An unsolicited proof of a named provider. */
    public static Expectation unsolicited(ProviderId provider, String spentFor) {
        return new Expectation(Optional.of(provider), Optional.empty(), Optional.of(spentFor));
    }

    /** A token whose issuer tells which provider made it. */
    public static Expectation fromIssuer(String spentFor) {
        return new Expectation(Optional.empty(), Optional.empty(), Optional.of(spentFor));
    }
}
