package dev.daypass.server.client;

import java.io.Serial;

/** The proof a profile names is not to be had here and now; the message says what to do. */
public class ProofUnavailable extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    public ProofUnavailable(String message) {
        super(message);
    }
}
