/**
 * XML signatures: first the form, against a whitelist of our own, then the mathematics, by Apache Santuario as OpenSAML
 * uses it (XML Signature 1.1; SAML Core 5.4).
 *
 * <p>{@link dev.daypass.adapters.saml.signature.SignatureForm} admits exactly one shape and gives a {@link
 * dev.daypass.adapters.saml.signature.FormedSignature}; {@link dev.daypass.adapters.saml.signature.SignatureVerifier} hands
 * the library the very element that the signature must cover, so that nothing is searched by ID. Keys come from the caller
 * alone. Used by {@code response} for messages and by {@code metadata} for signed metadata.
 */
@NullMarked
package dev.daypass.adapters.saml.signature;

import org.jspecify.annotations.NullMarked;
