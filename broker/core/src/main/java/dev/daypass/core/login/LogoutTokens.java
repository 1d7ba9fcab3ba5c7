package dev.daypass.core.login;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.snapshot.RequestContext;
import java.time.Instant;
import java.util.Optional;

/**
 * Port: verifies the logout tokens of OpenID providers (OpenID Connect Back-Channel Logout 1.0 section 2.6). The OIDC
 * adapter implements it; {@link OpenIdLogouts} calls it. Safe for several threads.
 */
@FunctionalInterface
public interface LogoutTokens {
    /** What a token of this provider says, everything about it checked but its first use. */
    Outcome<Notice> verify(Provider provider, Secret compact, RequestContext request);

    /**
     * Whose sessions are over; one of the two is there at least.
     *
     * @param subject the person
     * @param session the provider's name for its own session
     * @param tokenId names the token for good
     * @param issued when the provider said so, by its own clock
     * @param until from when on it would be refused as expired anyway, clock skew included
     */
    record Notice(Optional<String> subject, Optional<String> session, String tokenId, Instant issued, Instant until) {}
}
