package dev.daypass.core.grant;

import dev.daypass.core.application.Application;
import dev.daypass.core.application.SubjectTokenType;
import dev.daypass.core.identity.AuthenticationContext;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.session.ClientMarks;
import dev.daypass.core.session.Session;
import dev.daypass.core.signin.Proof;
import dev.daypass.core.token.Actor;
import dev.daypass.core.token.TokenContext;
import dev.daypass.core.token.VerifiedAccessToken;
import java.util.List;
import java.util.Optional;

/** Whose session is asked for, or who acts: what was handed in to say so. */
public sealed interface Subject {
    /** What kind of token it was declared to be. */
    SubjectTokenType declared();

    /**
     * A proof of an identity provider; believed by nobody yet.
     *
     * @param provider which the client says it is for; absent: the proof tells
     */
    record Brought(SubjectTokenType declared, Proof proof, Optional<ProviderId> provider) implements Subject {
        public Brought(SubjectTokenType declared, Proof proof) {
            this(declared, proof, Optional.empty());
        }
    }

    /**
     * An access token of ours, which has been found to count and whose keys, if it is bound to any, were proven.
     *
     * @param token as verified
     */
    record Held(VerifiedAccessToken token) implements Subject {
        Session session() {
            return token.session();
        }

        /** Who acts for its subject already. */
        Optional<Actor> actor() {
            return token.context().actor();
        }

        /** What it tells of its narrowing. */
        ClientSession.Granted narrowing() {
            return new ClientSession.Granted(token.scopes(), token.context().policies());
        }

        AuthenticationContext authentication() {
            TokenContext context = token.context();
            return new AuthenticationContext(
                    context.authenticatedAt(),
                    context.contextClass(),
                    context.methods(),
                    Optional.empty(),
                    Optional.empty());
        }

        /** Whether no other client has had a part in it, so that this one may have it in every form (security X02). */
        public boolean isOnlyOf(Application client) {
            return token.clientId().equals(client.clientId())
                    && List.of(client.clientId())
                            .containsAll(ClientMarks.clients(session().origin().conditionKeys()));
        }

        @Override
        public SubjectTokenType declared() {
            return SubjectTokenType.ACCESS_TOKEN;
        }
    }
}
