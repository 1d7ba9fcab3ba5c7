/**
 * Encrypted assertions and names: gated, then decrypted, then parsed by the same hardened parser (XML Encryption 1.1;
 * SAML Core 2.2.4, 2.3.4).
 *
 * <p>{@link dev.daypass.adapters.saml.encryption.EncryptionForm} admits one shape before the library sees anything, since
 * the library would follow references (catalogue S46 to S52). {@link dev.daypass.adapters.saml.encryption.XmlDecrypter}
 * then calls Apache Santuario's cipher and answers every failure alike. Encryption says nothing about who made a text: the
 * caller, {@code response}, still wants a signature.
 */
@NullMarked
package dev.daypass.adapters.saml.encryption;

import org.jspecify.annotations.NullMarked;
