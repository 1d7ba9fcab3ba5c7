package dev.daypass.core.application;

import java.util.Optional;

/**
 * An OAuth client as configured.
 *
 * @param clientId its name in configuration is its {@code client_id}
 * @param enabled a disabled one is answered like one that does not exist
 * @param service the service principal that client credentials stand for
 */
public record Application(
        String clientId,
        boolean enabled,
        ClientAuthentication authentication,
        Permitted permitted,
        Optional<String> service,
        TokenPolicy tokens) {
    /** Whether nothing proves that the caller is this client (RFC 6749 section 2.1). */
    public boolean isPublic() {
        return authentication.method() == ClientAuthentication.Method.NONE;
    }
}
