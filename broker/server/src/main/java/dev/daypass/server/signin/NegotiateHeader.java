package dev.daypass.server.signin;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.signin.Proof;
import dev.daypass.server.http.Confidential;
import dev.daypass.server.http.HeaderLines;
import dev.daypass.server.http.Request;
import java.util.List;
import java.util.Optional;

/** Reads {@code Authorization: Negotiate TOKEN} (RFC 4559 section 4.2). Whether the token is one, others say. */
final class NegotiateHeader {
    private static final String SCHEME = "negotiate ";

    private NegotiateHeader() {}

    /** The ticket shown over a connection on which it stays its owner's; empty where there is none yet. */
    static Outcome<Optional<Proof.KerberosTicket>> readSafely(Request request) {
        return Confidential.problem(request.origin())
                .<Outcome<Optional<Proof.KerberosTicket>>>map(Outcome::refused)
                .orElseGet(() -> read(request.headers()));
    }

    /** The ticket shown; empty where there is none yet, be it that another scheme was tried. */
    static Outcome<Optional<Proof.KerberosTicket>> read(HeaderLines headers) {
        List<String> lines = headers.all("authorization");
        if (lines.size() > 1) {
            return Outcome.refused(
                    Reason.REQUEST_MALFORMED,
                    "The request has several Authorization headers",
                    "several Authorization headers");
        }
        return Outcome.granted(lines.stream()
                .filter(line -> line.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(line ->
                        new Proof.KerberosTicket(line.substring(SCHEME.length()).strip()))
                .filter(ticket -> !ticket.base64().isEmpty())
                .findFirst());
    }
}
