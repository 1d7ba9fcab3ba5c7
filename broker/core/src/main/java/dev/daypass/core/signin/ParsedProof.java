package dev.daypass.core.signin;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.snapshot.RequestContext;
import java.util.Optional;

/** A proof whose form is right and whose content nobody has believed yet. */
public interface ParsedProof {
    /** Who it says made it; good only for choosing the provider to verify it against. */
    String claimedIssuer();

    /** Where it says it is addressed to, as a SAML Response does; good only for choosing the provider, too. */
    default Optional<String> claimedDestination() {
        return Optional.empty();
    }

    /** The kind that a token's own header declares ({@code typ}), in lower case, without {@code application/}. */
    default Optional<String> declaredType() {
        return Optional.empty();
    }

    /** What it says of itself, for telling why it does not hold. */
    default Claimed claimed() {
        return Claimed.nothing();
    }

    /**
     * Verifies everything about the proof but its first use: signature by this provider's keys, issuer, audience, times,
     * type, answer to the right request.
     */
    Outcome<Verified> verify(Provider provider, Expectation expectation, RequestContext request);
}
