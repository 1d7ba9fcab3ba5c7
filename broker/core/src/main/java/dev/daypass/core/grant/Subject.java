package dev.daypass.core.grant;

import dev.daypass.core.application.SubjectTokenType;
import dev.daypass.core.identity.AuthenticationContext;
import dev.daypass.core.session.Session;
import dev.daypass.core.signin.Proof;
import dev.daypass.core.token.Actor;
import java.util.Optional;

/** Whose session is asked for, or who acts: what was handed in to say so. */
public sealed interface Subject {
    /** What kind of token it was declared to be. */
    SubjectTokenType declared();

    /** A proof of an identity provider; believed by nobody yet. */
    record Brought(SubjectTokenType declared, Proof proof) implements Subject {}

    /**
     * An access token of ours, which has been found to count and whose keys, if it is bound to any, were proven.
     *
     * @param actor who acts for its subject already
     */
    record Held(Session session, AuthenticationContext authentication, Optional<Actor> actor) implements Subject {
        @Override
        public SubjectTokenType declared() {
            return SubjectTokenType.ACCESS_TOKEN;
        }
    }
}
