package dev.daypass.adapters.oidc.keys;

import java.net.URI;
import java.util.Optional;

/**
 * Where an OpenID provider is talked to, as its discovery document says (OpenID Connect Discovery 3).
 *
 * @param authorization where browsers are sent to sign in
 * @param token where codes are redeemed
 * @param pushedRequests where requests are pushed to (RFC 9126)
 * @param userinfo where claims are read with an access token
 * @param endSession where browsers are sent to sign out (OpenID Connect RP-Initiated Logout 2.1)
 * @param answers whether its answers name it (RFC 9207)
 * @param secrets how it wants client secrets
 */
public record OpenIdEndpoints(
        Optional<URI> authorization,
        Optional<URI> token,
        Optional<URI> pushedRequests,
        Optional<URI> userinfo,
        Optional<URI> endSession,
        Answers answers,
        Secrets secrets) {
    /** Whether answers to authorization requests carry {@code iss}. */
    public enum Answers {
        NAME_THE_ISSUER,
        MAY_NAME_THE_ISSUER
    }

    /** How a client secret is shown (RFC 6749 section 2.3.1). */
    public enum Secrets {
        IN_THE_HEADER,
        IN_THE_FORM
    }
}
