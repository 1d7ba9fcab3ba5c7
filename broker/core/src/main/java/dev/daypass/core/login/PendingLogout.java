package dev.daypass.core.login;

import dev.daypass.core.identity.ProviderId;
import java.time.Instant;

/**
 * A logout under way: whom we asked to sign somebody out, and what the answer must therefore say.
 *
 * @param id {@code RelayState} (SAML Bindings 3.4.3) or {@code state} (RP-Initiated Logout 2): 22 characters, random
 * @param provider whom we asked; another one's answer is none
 * @param requestId the {@code ID} of our LogoutRequest (SAML Core 3.2.1), an NCName
 * @param until first instant at which an answer is too late
 */
public record PendingLogout(String id, ProviderId provider, String requestId, Instant until) {
    @Override
    public String toString() {
        return "PendingLogout[" + provider + ", until " + until + "]";
    }
}
