package dev.daypass.server.signin;

import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.provider.SamlSettings;

/** Port: writes what a SAML identity provider needs to know of us (SAML Metadata 2.4.4). Threads may share it. */
@FunctionalInterface
public interface ServiceProviderMetadata {
    /**
     * The document for one provider, always the same for the same arguments.
     *
     * @param issuer the broker's public base URL, without a slash at the end
     * @throws dev.daypass.core.outcome.UnavailableException if a decryption key of the settings cannot be read
     */
    String write(String issuer, ProviderId provider, SamlSettings settings);
}
