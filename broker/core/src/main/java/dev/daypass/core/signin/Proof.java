package dev.daypass.core.signin;

/** What is handed in. Not believed yet, never logged. */
public sealed interface Proof {
    /** The kinds of proof; each has one reader. */
    enum Kind {
        SAML_RESPONSE,
        JWT
    }

    Kind kind();

    /**
     * A SAML 2.0 Response as the HTTP-POST binding carries it (SAML Bindings 3.5.4).
     *
     * @param base64 the whole Response
     */
    record SamlResponse(String base64) implements Proof {
        @Override
        public Kind kind() {
            return Kind.SAML_RESPONSE;
        }

        @Override
        public String toString() {
            return "SamlResponse[" + base64.length() + " characters]";
        }
    }

    /**
     * A JSON Web Token in compact form (RFC 7519).
     *
     * @param compact three base64url parts
     */
    record Jwt(String compact) implements Proof {
        @Override
        public Kind kind() {
            return Kind.JWT;
        }

        @Override
        public String toString() {
            return "Jwt[" + compact.length() + " characters]";
        }
    }
}
