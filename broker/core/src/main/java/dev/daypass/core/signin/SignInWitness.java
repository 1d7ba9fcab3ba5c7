package dev.daypass.core.signin;

import dev.daypass.core.identity.Identity;
import java.time.Instant;

/**
 * Port: is told of every sign-in that came about, at whichever entrance. It must return at once and never throw: nobody's
 * sign-in waits for it or fails by it. Safe for several threads.
 */
public interface SignInWitness {
    void signedIn(Identity identity, Instant at);

    /** Tells nobody. */
    static SignInWitness none() {
        return (identity, at) -> {};
    }
}
