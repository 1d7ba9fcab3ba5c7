package dev.daypass.core.login;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.signin.Proof;
import dev.daypass.core.snapshot.RequestContext;

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
    /** Redeems a code with the login's PKCE verifier. */
    Outcome<Proof.Jwt> redeem(Provider provider, Secret code, PendingLogin pending, RequestContext request);
}
