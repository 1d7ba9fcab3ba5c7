package dev.daypass.server.signin;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.signin.Proof;
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
        return inTheClear(request)
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

    /** Over a connection that others can read, a ticket is theirs, too; what a proxy passes on is judged by its word. */
    static Optional<Refusal> inTheClear(Request request) {
        Request.Origin origin = request.origin();
        boolean loopback = origin.via() == Request.Via.DIRECT
                && origin.client().address().matches("127\\.[0-9.]+|::1|0:0:0:0:0:0:0:1");
        return origin.client().secure() || loopback
                ? Optional.empty()
                : Optional.of(new Refusal(
                        Reason.CALLER_NOT_ALLOWED,
                        "Kerberos tickets are taken over https only",
                        "K04: the connection is not encrypted"));
    }
}
