package dev.daypass.server.http;

import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import java.util.Optional;

/**
 * Whether a request may bring what works for whoever reads it: a password, or a Kerberos ticket (security K04). It may
 * over TLS, here or at a trusted proxy, and straight from this machine.
 */
public final class Confidential {
    private Confidential() {}

    /** Why not: others can read what comes over this connection; what a proxy passes on is judged by its word. */
    public static Optional<Refusal> problem(Request.Origin origin) {
        boolean loopback = origin.via() == Request.Via.DIRECT
                && origin.client().address().matches("127\\.[0-9.]+|::1|0:0:0:0:0:0:0:1");
        return origin.client().secure() || loopback
                ? Optional.empty()
                : Optional.of(new Refusal(
                        Reason.CONNECTION_NOT_ENCRYPTED,
                        "Passwords and Kerberos tickets are taken over https only; use the broker's https address",
                        "K04: the connection is not encrypted"));
    }
}
