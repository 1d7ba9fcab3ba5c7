package dev.daypass.adapters.saml.logout;

import dev.daypass.adapters.saml.signature.FormedSignature;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;

/** A logout message whose form is right and of which nothing is believed. */
record ParsedLogout(Head head, Optional<FormedSignature> signature, Content content) {
    /** What every message says of itself. */
    record Head(String id, Instant issued, String issuer, Optional<String> destination) {}

    /** What kind it is. */
    sealed interface Content {}

    /**
     * A LogoutRequest.
     *
     * @param name the NameID, or what encrypts it
     */
    record Request(Element name, List<String> sessions, Optional<Instant> notOnOrAfter) implements Content {}

    /** A LogoutResponse. */
    record Response(String inResponseTo, Status status) implements Content {}

    @Override
    public String toString() {
        return "ParsedLogout[" + content.getClass().getSimpleName() + "]";
    }
}
