package dev.daypass.resourceserver.settings;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The OAuth client that a service is at the broker: one whose {@code audience} is the service's, with {@code
 * client_secret_basic}. {@code toString} tells its id alone.
 *
 * @param clientId its name in the broker's {@code apps/}
 * @param secret its secret
 */
public record ServiceClient(String clientId, String secret) {
    public ServiceClient {
        if (clientId.isEmpty() || secret.isEmpty()) {
            throw new IllegalArgumentException("`clientId` or `secret` is empty: write both as the broker has them");
        }
    }

    /** What proves it, for the Authorization header (RFC 6749 section 2.3.1). */
    public String authorization() {
        String pair = encoded(clientId) + ":" + encoded(secret);
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "ServiceClient[" + clientId + "]";
    }
}
