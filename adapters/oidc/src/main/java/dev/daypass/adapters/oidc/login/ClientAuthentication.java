package dev.daypass.adapters.oidc.login;

import dev.daypass.adapters.oidc.keys.OpenIdEndpoints;
import dev.daypass.core.provider.TokenSettings;
import dev.daypass.core.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Proves to an OpenID provider who asks: by private_key_jwt where we have a key, else by the secret as the provider wants
 * it, else by naming the public client (RFC 6749 section 2.3, RFC 7523, OpenID Connect Core 9).
 */
final class ClientAuthentication {
    private static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final Supplier<String> ids;

    /** @param ids makes the {@code jti} of each assertion */
    ClientAuthentication(Supplier<String> ids) {
        this.ids = ids;
    }

    /** A form with all that proves who sends it. */
    record Proven(Map<String, String> form, Optional<Secret> header) {
        @Override
        public String toString() {
            return "Proven[" + form.keySet() + "]";
        }
    }

    Proven prove(Map<String, String> form, TokenSettings settings, OpenIdEndpoints.Secrets wanted, Instant now) {
        TokenSettings.Client client = settings.client().orElseThrow();
        var whole = new LinkedHashMap<>(form);
        if (client.key().isPresent()) {
            whole.put("client_id", client.id());
            whole.put("client_assertion_type", ASSERTION_TYPE);
            whole.put(
                    "client_assertion",
                    ClientKey.of(client.key().get()).assertion(client.id(), settings.issuer(), ids.get(), now));
            return new Proven(whole, Optional.empty());
        }
        if (client.secret().isEmpty()) {
            whole.put("client_id", client.id());
            return new Proven(whole, Optional.empty());
        }
        String secret = client.secret().get().reveal();
        if (wanted == OpenIdEndpoints.Secrets.IN_THE_FORM) {
            whole.put("client_id", client.id());
            whole.put("client_secret", secret);
            return new Proven(whole, Optional.empty());
        }
        // RFC 6749 section 2.3.1: both halves are form-encoded first, so that a colon divides them.
        String pair = FormText.encoded(client.id()) + ":" + FormText.encoded(secret);
        return new Proven(
                whole,
                Optional.of(Secret.of(
                        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII)))));
    }
}
