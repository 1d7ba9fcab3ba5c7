/**
 * Our own keys towards SAML identity providers, read from PEM texts (RFC 7468).
 *
 * <p>{@link dev.daypass.adapters.saml.key.Pem} finds the blocks, {@link dev.daypass.adapters.saml.key.SigningKey} is the key
 * that requests are signed with; keys for decryption are next door in {@code encryption}.
 */
@NullMarked
package dev.daypass.adapters.saml.key;

import org.jspecify.annotations.NullMarked;
