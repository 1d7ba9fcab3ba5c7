package dev.daypass.core.login;

import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.secret.Secret;
import java.time.Instant;

/**
 * A login under way: what we asked an identity provider for, and what its answer must therefore say.
 *
 * @param id {@code RelayState} (SAML Bindings 3.4.3) or {@code state} (RFC 6749 section 4.1.1): 22 characters, random
 * @param provider whom we asked; another one's answer is none
 * @param returnTo where the browser goes afterwards
 * @param requestId the {@code ID} of our AuthnRequest (SAML Core 3.2.1), an NCName
 * @param nonce what the ID token must repeat (OpenID Connect Core 3.1.2.1)
 * @param codeVerifier the secret whose S256 hash we send (RFC 7636)
 * @param until first instant at which an answer is too late
 */
public record PendingLogin(
        String id,
        ProviderId provider,
        ReturnTarget returnTo,
        String requestId,
        String nonce,
        Secret codeVerifier,
        Instant until) {
    @Override
    public String toString() {
        return "PendingLogin[" + provider + ", until " + until + "]";
    }
}
