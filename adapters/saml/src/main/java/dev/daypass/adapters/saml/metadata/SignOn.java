package dev.daypass.adapters.saml.metadata;

import java.net.URI;
import java.util.Optional;

/**
 * Where an identity provider wants people to be sent to sign in (SAML Metadata 2.4.3).
 *
 * @param redirect its address for the HTTP-Redirect binding
 * @param post its address for the HTTP-POST binding
 * @param wantsSigned whether it takes signed requests alone ({@code WantAuthnRequestsSigned})
 */
public record SignOn(Optional<URI> redirect, Optional<URI> post, boolean wantsSigned) {}
