package dev.daypass.server.signin;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.signin.Proof;
import dev.daypass.server.http.HeaderLines;
import java.util.List;
import java.util.Optional;

/** Reads {@code Authorization: Negotiate TOKEN} (RFC 4559 section 4.2). Whether the token is one, others say. */
final class NegotiateHeader {
    private static final String SCHEME = "negotiate ";

    private NegotiateHeader() {}

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
