package dev.daypass.core.login;

import java.util.Optional;

/** A logout message as a browser carries it; nothing of it is believed. */
public sealed interface CarriedLogout {
    /**
     * In the query (SAML Bindings 3.4).
     *
     * @param raw behind the question mark, octet for octet as sent: the signature covers those
     */
    record Query(String raw) implements CarriedLogout {
        @Override
        public String toString() {
            return "Query[" + raw.length() + " characters]";
        }
    }

    /**
     * In a form (SAML Bindings 3.5).
     *
     * @param request {@code SAMLRequest}
     * @param response {@code SAMLResponse}
     * @param relayState {@code RelayState}
     */
    record Form(Optional<String> request, Optional<String> response, Optional<String> relayState)
            implements CarriedLogout {
        @Override
        public String toString() {
            return "Form[" + (request.isPresent() ? "request" : "response") + "]";
        }
    }
}
