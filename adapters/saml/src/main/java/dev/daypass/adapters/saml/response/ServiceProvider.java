package dev.daypass.adapters.saml.response;

import dev.daypass.core.identity.ProviderId;

/**
 * What we are to one identity provider. Each has names of its own, so that a Response made for one cannot be handed in
 * for another (S88).
 *
 * @param entityId our entity id, where our metadata stands
 * @param assertionConsumer the URL of our assertion consumer service: {@code Destination} and {@code Recipient}
 * @param singleLogout the URL of our logout service: {@code Destination} of logout messages
 */
public record ServiceProvider(String entityId, String assertionConsumer, String singleLogout) {
    /**
     * Our names towards a provider.
     *
     * @param issuer the broker's public base URL, without a slash at the end
     */
    public static ServiceProvider of(String issuer, ProviderId provider) {
        String base = issuer + "/saml/" + provider.name();
        return new ServiceProvider(base + "/metadata", base + "/acs", base + "/slo");
    }
}
