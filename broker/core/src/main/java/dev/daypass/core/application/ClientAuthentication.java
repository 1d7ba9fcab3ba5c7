package dev.daypass.core.application;

import dev.daypass.core.secret.Secret;
import java.util.Set;

/** How a client proves that it is itself (RFC 6749 section 2.3, RFC 7523, RFC 8705). Each client has exactly one way. */
public sealed interface ClientAuthentication {
    /** The ways, as RFC 7591 and RFC 8705 name them. */
    enum Method {
        CLIENT_SECRET_BASIC("client_secret_basic"),
        CLIENT_SECRET_POST("client_secret_post"),
        PRIVATE_KEY_JWT("private_key_jwt"),
        TLS_CLIENT_AUTH("tls_client_auth"),
        SELF_SIGNED_TLS_CLIENT_AUTH("self_signed_tls_client_auth"),
        NONE("none");

        private final String word;

        Method(String word) {
            this.word = word;
        }

        /** As configuration and metadata write it. */
        public String word() {
            return word;
        }
    }

    Method method();

    /**
     * A secret in the Authorization header or in the form; the other way is refused.
     *
     * @param method {@code CLIENT_SECRET_BASIC} or {@code CLIENT_SECRET_POST}
     */
    record SharedSecret(Method method, Secret secret) implements ClientAuthentication {
        public SharedSecret {
            if (method != Method.CLIENT_SECRET_BASIC && method != Method.CLIENT_SECRET_POST) {
                throw new IllegalArgumentException("a secret is sent in the header or in the form");
            }
        }
    }

    /**
     * A JWT signed by the client (RFC 7523 section 2.2).
     *
     * @param jwks its public keys, a JSON Web Key Set (RFC 7517)
     */
    record PrivateKeyJwt(String jwks) implements ClientAuthentication {
        @Override
        public Method method() {
            return Method.PRIVATE_KEY_JWT;
        }
    }

    /**
     * A certificate of a trusted authority with one expected name in it (RFC 8705 section 2.1).
     *
     * @param authorities the authorities' certificates, PEM
     */
    record TlsSubject(Name name, String value, String authorities) implements ClientAuthentication {
        /** Which name of the certificate counts. */
        public enum Name {
            SUBJECT_DN("subjectDn"),
            SAN_DNS("sanDns"),
            SAN_URI("sanUri"),
            SAN_IP("sanIp"),
            SAN_EMAIL("sanEmail");

            private final String word;

            Name(String word) {
                this.word = word;
            }

            /** As configuration writes it. */
            public String word() {
                return word;
            }
        }

        @Override
        public Method method() {
            return Method.TLS_CLIENT_AUTH;
        }
    }

    /**
     * One of a few certificates, whoever issued them (RFC 8705 section 2.2).
     *
     * @param thumbprints base64url of each certificate's SHA-256, as {@code x5t#S256}
     */
    record SelfSignedTls(Set<String> thumbprints) implements ClientAuthentication {
        public SelfSignedTls {
            thumbprints = Set.copyOf(thumbprints);
        }

        @Override
        public Method method() {
            return Method.SELF_SIGNED_TLS_CLIENT_AUTH;
        }
    }

    /** Nothing: a public client, which anybody can pretend to be. */
    record Nothing() implements ClientAuthentication {
        @Override
        public Method method() {
            return Method.NONE;
        }
    }
}
