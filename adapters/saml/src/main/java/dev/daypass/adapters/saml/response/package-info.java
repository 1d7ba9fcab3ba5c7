/**
 * From a parsed Response to a verified identity (SAML Core 2 and 3, Profiles 4.1; catalogue S01 to S79).
 *
 * <p>The way through, each step taking the last step's type alone: {@link dev.daypass.adapters.saml.response.ResponseReader}
 * gates the structure and gives a {@link dev.daypass.adapters.saml.response.ParsedResponse}; {@link
 * dev.daypass.adapters.saml.response.SignatureStage} checks every signature there is and gives a {@code SignedElement}, the
 * one node that was signed; {@link dev.daypass.adapters.saml.response.AssertionReader} reads that node and nothing else;
 * {@link dev.daypass.adapters.saml.response.CheckedAssertion} is what is left when issuer, audience, confirmation and
 * times hold, and only it makes an identity. No step reaches back to the document.
 */
@NullMarked
package dev.daypass.adapters.saml.response;

import org.jspecify.annotations.NullMarked;
