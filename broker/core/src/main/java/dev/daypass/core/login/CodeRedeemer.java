package dev.daypass.core.login;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.signin.Proof;
import dev.daypass.core.snapshot.RequestContext;
import java.util.Optional;

/**
 * Port: turns an authorization code into the ID token it stands for (OpenID Connect Core 3.1.3). The OIDC adapter
 * implements it; the callback calls it with the login that the code answers. The token is not believed yet: sign-in
 * verifies it as every token, with the login's nonce.
 *
 * <p>Safe for several threads. What the provider refuses is {@code LOGIN_FAILED_AT_PROVIDER}, one that does not answer
 * {@code PROVIDER_UNREACHABLE}.
 */
@FunctionalInterface
public interface CodeRedeemer {
    /** Redeems a code with the login's PKCE verifier, if the answer is this provider's. */
    Outcome<Proof.Jwt> redeem(Provider provider, Answer answer, PendingLogin pending, RequestContext request);

    /**
     * What the browser brought back (OpenID Connect Core 3.1.2.5).
     *
     * @param code the authorization code
     * @param issuer the parameter {@code iss}, which says who answered (RFC 9207, security O12); absent if it was not there
     */
    record Answer(Secret code, Optional<String> issuer) {}
}
