package dev.daypass.core.application;

import java.util.List;
import java.util.Optional;

/**
 * An OAuth client as configured.
 *
 * @param clientId its name in configuration is its {@code client_id}
 * @param enabled a disabled one is answered like one that does not exist
 * @param audience its identity as a service: tokens of other clients that name it are made for it
 * @param service the service principal that client credentials stand for
 */
public record Application(
        String clientId,
        boolean enabled,
        ClientAuthentication authentication,
        Permitted permitted,
        Optional<String> audience,
        Optional<String> service,
        TokenPolicy tokens) {
    /** Whether a token for these audiences was made for this client, as a service that is called with it. */
    public boolean isAmong(List<String> audiences) {
        return audiences.contains(clientId)
                || audience.filter(audiences::contains).isPresent();
    }

    /** Whether nothing proves that the caller is this client (RFC 6749 section 2.1). */
    public boolean isPublic() {
        return authentication.method() == ClientAuthentication.Method.NONE;
    }
}
