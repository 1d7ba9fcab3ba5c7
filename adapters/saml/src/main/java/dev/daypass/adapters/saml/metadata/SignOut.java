package dev.daypass.adapters.saml.metadata;

import java.net.URI;
import java.util.Optional;

/**
 * Where an identity provider takes logout messages (SAML Metadata 2.4.2), by binding; none if it knows no logout.
 *
 * @param redirect its service for the HTTP-Redirect binding
 * @param post its service for the HTTP-POST binding
 */
public record SignOut(Optional<Place> redirect, Optional<Place> post) {
    /**
     * A logout service.
     *
     * @param requests where requests go
     * @param responses where answers go, the same unless it says otherwise ({@code ResponseLocation})
     */
    public record Place(URI requests, URI responses) {}
}
