package dev.daypass.core.signin;

import dev.daypass.core.application.SubjectTokenType;
import dev.daypass.core.identity.ProviderId;
import java.util.Optional;
import java.util.Set;

/**
 * What the entrance expects of a proof.
 *
 * @param provider which provider must have made it; absent where the proof tells: a token by its issuer, a SAML Response
 *     by where it is addressed to
 * @param inResponseTo the id of our request that it answers; absent: it comes unsolicited and must name none
 * @param spentFor what it is spent for where the provider counts per role: the role's ARN
 * @param client what the bringing client may bring and says it brings; absent: no client stands between
 */
public record Expectation(
        Optional<ProviderId> provider,
        Optional<String> inResponseTo,
        Optional<String> spentFor,
        Optional<ByClient> client) {
    public Expectation(Optional<ProviderId> provider, Optional<String> inResponseTo, Optional<String> spentFor) {
        this(provider, inResponseTo, spentFor, Optional.empty());
    }

    /**
     * A client's word on the proof that it brings.
     *
     * @param providers whose proofs it may use
     * @param declared what it says the proof is; absent: the grant leaves no choice
     */
    public record ByClient(Set<ProviderId> providers, Optional<SubjectTokenType> declared) {
        public ByClient {
            providers = Set.copyOf(providers);
        }
    }

    /** An unsolicited proof of a named provider. */
    public static Expectation unsolicited(ProviderId provider, String spentFor) {
        return new Expectation(Optional.of(provider), Optional.empty(), Optional.of(spentFor));
    }

    /** A token whose issuer tells which provider made it. */
    public static Expectation fromIssuer(String spentFor) {
        return new Expectation(Optional.empty(), Optional.empty(), Optional.of(spentFor));
    }

    /**
     * A proof that a client brings.
     *
     * @param provider which the client names; absent: the proof tells which provider made it
     */
    public static Expectation brought(ByClient client, Optional<ProviderId> provider, Optional<String> spentFor) {
        return new Expectation(provider, Optional.empty(), spentFor, Optional.of(client));
    }
}
