package dev.daypass.core.signin;

import dev.daypass.core.identity.Attributes;
import dev.daypass.core.secret.Secret;
import java.util.Optional;

/** What is handed in. Not believed yet, never logged. */
public sealed interface Proof {
    /** The kinds of proof; each has one reader. */
    enum Kind {
        SAML_RESPONSE,
        JWT,
        PASSWORD,
        KERBEROS_TICKET
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
     * @param beside what the token endpoint gave with it; absent where somebody else brings the token
     */
    record Jwt(String compact, Optional<Beside> beside) implements Proof {
        /** A token that comes alone. */
        public Jwt(String compact) {
            this(compact, Optional.empty());
        }

        /**
         * What came with an ID token that we fetched ourselves.
         *
         * @param accessToken what the ID token's {@code at_hash} is made of (OpenID Connect Core 3.1.3.6)
         * @param userinfo what the provider's userinfo endpoint says, {@code sub} included; absent: it was not asked
         */
        public record Beside(Secret accessToken, Optional<Attributes> userinfo) {}

        @Override
        public Kind kind() {
            return Kind.JWT;
        }

        @Override
        public String toString() {
            return "Jwt[" + compact.length() + " characters]";
        }
    }

    /**
     * A name and a password, to be shown to a directory (RFC 4513 section 5.1.3).
     *
     * @param name as typed: a user principal name, {@code DOMAIN\name}, an account name or a mail address
     */
    record Password(String name, Secret password) implements Proof {
        @Override
        public Kind kind() {
            return Kind.PASSWORD;
        }

        @Override
        public String toString() {
            return "Password[name of " + name.length() + " characters]";
        }
    }

    /**
     * The initial token of the Negotiate scheme with a Kerberos ticket in it (RFC 4559 section 4.2, RFC 4178).
     *
     * @param base64 the whole token
     */
    record KerberosTicket(String base64) implements Proof {
        @Override
        public Kind kind() {
            return Kind.KERBEROS_TICKET;
        }

        @Override
        public String toString() {
            return "KerberosTicket[" + base64.length() + " characters]";
        }
    }
}
