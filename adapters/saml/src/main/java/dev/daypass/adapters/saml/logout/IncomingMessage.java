package dev.daypass.adapters.saml.logout;

import java.util.Optional;

/** A logout message as it came, unwrapped and not believed. */
final class IncomingMessage {
    private final Kind kind;
    private final byte[] xml;
    private final Optional<String> relayState;
    private final Optional<Detached> detached;

    /**
     * @param kind what the parameter that carried it says it is
     * @param relayState that came beside it
     * @param detached the signature beside it; absent where the message must hold its own
     */
    IncomingMessage(Kind kind, byte[] xml, Optional<String> relayState, Optional<Detached> detached) {
        this.kind = kind;
        this.xml = xml;
        this.relayState = relayState;
        this.detached = detached;
    }

    /** Request or answer. */
    enum Kind {
        REQUEST("SAMLRequest", "LogoutRequest"),
        RESPONSE("SAMLResponse", "LogoutResponse");

        private final String field;
        private final String element;

        Kind(String field, String element) {
            this.field = field;
            this.element = element;
        }

        /** The parameter that carries it. */
        String field() {
            return field;
        }

        /** The name of its root. */
        String element() {
            return element;
        }
    }

    Kind kind() {
        return kind;
    }

    byte[] xml() {
        return xml;
    }

    Optional<String> relayState() {
        return relayState;
    }

    Optional<Detached> detached() {
        return detached;
    }

    /** A signature of the HTTP-Redirect binding. */
    static final class Detached {
        private final String algorithm;
        private final byte[] octets;
        private final byte[] value;

        /**
         * @param algorithm {@code SigAlg}
         * @param octets what it covers
         * @param value {@code Signature}
         */
        Detached(String algorithm, byte[] octets, byte[] value) {
            this.algorithm = algorithm;
            this.octets = octets;
            this.value = value;
        }

        String algorithm() {
            return algorithm;
        }

        byte[] octets() {
            return octets;
        }

        byte[] value() {
            return value;
        }
    }
}
