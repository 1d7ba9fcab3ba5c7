package dev.daypass.server.oauth;

import dev.daypass.core.application.GrantType;
import dev.daypass.core.application.SubjectTokenType;
import dev.daypass.core.grant.Wishes;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.signin.Proof;
import java.util.Optional;
import java.util.stream.Stream;

/** One call of the token endpoint, parsed: what is not in here was not in the request or had no business there. */
public sealed interface TokenRequest {
    GrantType grant();

    Wishes wishes();

    /** Whether it brings a password or a Kerberos ticket. */
    default boolean bringsSecretOfAPerson() {
        return false;
    }

    /** What is to be made of the session. */
    Form form();

    /** Forms in which a session is handed out ({@code requested_token_type}). */
    enum Form {
        /** A JWT (RFC 9068). */
        ACCESS_TOKEN("urn:ietf:params:oauth:token-type:access_token"),
        /** Access key id, secret and session token, as the AWS tools use them. */
        ACCESS_KEY("urn:daypass:token-type:access-key");

        private final String uri;

        Form(String uri) {
            this.uri = uri;
        }

        String uri() {
            return uri;
        }
    }

    /**
     * A token, not believed yet, and what it is declared to be.
     *
     * @param provider the directory that a ticket is for, where it is named
     */
    record HandedIn(SubjectTokenType type, Secret token, Optional<ProviderId> provider) {}

    /** A token for another (RFC 8693), or by one of the bearer grants (RFC 7522, RFC 7523). */
    record Exchange(GrantType grant, HandedIn subject, Optional<HandedIn> actor, Wishes wishes, Form form)
            implements TokenRequest {
        @Override
        public boolean bringsSecretOfAPerson() {
            return Stream.concat(Stream.of(subject), actor.stream())
                    .anyMatch(token -> token.type() == SubjectTokenType.KERBEROS);
        }
    }

    /** The client for itself (RFC 6749 section 4.4). */
    record ClientCredentials(Wishes wishes, Form form) implements TokenRequest {
        @Override
        public GrantType grant() {
            return GrantType.CLIENT_CREDENTIALS;
        }
    }

    /**
     * A person by name and password.
     *
     * @param provider the directory that knows the person, where it is named
     */
    record Directory(Proof.Password proof, Optional<ProviderId> provider, Wishes wishes, Form form)
            implements TokenRequest {
        @Override
        public GrantType grant() {
            return GrantType.DIRECTORY;
        }

        @Override
        public boolean bringsSecretOfAPerson() {
            return true;
        }
    }

    /** The next token (RFC 6749 section 6). */
    record Refresh(Secret token, Wishes wishes, Form form) implements TokenRequest {
        @Override
        public GrantType grant() {
            return GrantType.REFRESH_TOKEN;
        }
    }
}
