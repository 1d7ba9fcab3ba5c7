package dev.daypass.adapters.saml.response;

import dev.daypass.adapters.saml.encryption.DecryptionKeys;
import dev.daypass.adapters.saml.signature.VerificationKeys;
import dev.daypass.core.provider.SamlSettings;

/**
 * Whom we believe for one provider: its name and keys as its metadata gives them, and how strictly.
 *
 * @param entityId the only Issuer
 * @param keys the only signing keys
 * @param decryption our keys for what it encrypts
 */
public record ProviderTrust(String entityId, VerificationKeys keys, DecryptionKeys decryption, SamlSettings settings) {}
