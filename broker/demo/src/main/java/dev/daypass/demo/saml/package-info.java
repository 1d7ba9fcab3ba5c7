/**
 * The demo company's SAML identity provider.
 *
 * <p>{@link dev.daypass.demo.saml.DemoSamlIdentityProvider} answers metadata and signed Responses (SAML Core 2.0, Profiles
 * 4.1: Web Browser SSO, asked for by {@code SignOnRequest} or begun on {@code SignOnPages}). {@link dev.daypass.demo.saml.ResponseWriter} writes them, {@link
 * dev.daypass.demo.saml.EnvelopedSigner} signs with {@code javax.xml.crypto}, {@link
 * dev.daypass.demo.saml.SelfSignedCertificate} makes the certificate that metadata carries. Nothing of what verifies
 * Responses is used here.
 */
@NullMarked
package dev.daypass.demo.saml;

import org.jspecify.annotations.NullMarked;
