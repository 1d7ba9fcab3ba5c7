package dev.daypass.server.client.login;

import dev.daypass.server.client.ProofUnavailable;
import java.io.Serial;

/** Nobody is signed in; whoever works here has to go to the browser again. */
public final class LoginEnded extends ProofUnavailable {
    @Serial
    private static final long serialVersionUID = 1L;

    LoginEnded(String what, Broker broker) {
        super(what + "; run `daypass login --broker " + broker + "`");
    }
}
