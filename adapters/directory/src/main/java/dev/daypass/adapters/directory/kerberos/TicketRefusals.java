package dev.daypass.adapters.directory.kerberos;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ietf.jgss.GSSException;

/** Refusals of tickets. People learn what they can mend on their machine; the audit learns the rest. */
final class TicketRefusals {
    private static final String NOT_ACCEPTED = "The Kerberos ticket was not accepted";
    /** The platform puts the number of the Kerberos error (RFC 4120 section 7.5.9) in its message, and nowhere else. */
    private static final Pattern NUMBER = Pattern.compile("\\((\\d{1,3})\\)");

    private TicketRefusals() {}

    static <T> Outcome<T> malformed(String detail) {
        return Outcome.refused(
                Reason.TICKET_MALFORMED, "The Negotiate token is not one that a browser or `curl` would send", detail);
    }

    static <T> Outcome<T> invalid(String detail) {
        return Outcome.refused(Reason.TICKET_INVALID, NOT_ACCEPTED, detail);
    }

    /** Another mechanism than Kerberos: the machine has no ticket for us. */
    static <T> Outcome<T> mechanism(String mechanism, String service) {
        return Outcome.refused(
                Reason.TICKET_MECHANISM,
                "Your browser sent " + (mechanism.equals("NTLM") ? "an NTLM" : "another")
                        + " token, no Kerberos ticket:"
                        + " this machine has none for `" + service + "`. Sign in to the domain, call us by that host"
                        + " name, and see that the browser trusts it with tickets",
                "K02: the token is " + mechanism);
    }

    static <T> Outcome<T> notForUs(String shown, String service) {
        return Outcome.refused(
                Reason.TICKET_INVALID,
                "The Kerberos ticket is for another service than `" + service + "`",
                "K02: the ticket is for another service: " + quoted(shown));
    }

    static <T> Outcome<T> weak(ApRequest request) {
        return Outcome.refused(
                Reason.TICKET_INVALID,
                "The Kerberos ticket is not sealed with AES; the service's account must allow AES",
                "K02: encryption types " + request.ticketType() + " and " + request.authenticatorType());
    }

    static <T> Outcome<T> notReady(String problem) {
        return Outcome.refused(Reason.PROVIDER_NOT_READY, "Kerberos tickets cannot be accepted now", problem);
    }

    static <T> Outcome<T> unfinished() {
        return invalid("K02: the exchange would need another leg");
    }

    /** What the platform found wrong. */
    static <T> Outcome<T> of(GSSException fault) {
        int number = number(fault).orElse(0);
        return switch (number) {
            case 32 ->
                Outcome.refused(
                        Reason.PROOF_EXPIRED, "The Kerberos ticket has expired; get a new one", "ticket expired");
            case 33 ->
                Outcome.refused(
                        Reason.PROOF_NOT_YET_VALID, "The Kerberos ticket is not valid yet", "ticket in the future");
            case 34 ->
                Outcome.refused(
                        Reason.PROOF_REPLAYED,
                        "This Kerberos ticket was shown before in the same request; send a new one",
                        "K02: the platform has seen the authenticator");
            case 37 ->
                Outcome.refused(
                        Reason.PROOF_EXPIRED,
                        "The Kerberos request is too old, or the clock of your machine is wrong by more than five minutes",
                        "K02: the authenticator's time is not now");
            default -> invalid("K02: " + detail(fault, number));
        };
    }

    private static String detail(GSSException fault, int number) {
        String told = number == 0 ? quoted(fault.toString()) : "Kerberos error " + number;
        return told + "; a wrong or old key in the keytab is a frequent cause";
    }

    private static Optional<Integer> number(GSSException fault) {
        Optional<Integer> found = Optional.empty();
        int depth = 0;
        for (Throwable at = fault; at != null && depth < 8 && found.isEmpty(); at = at.getCause(), depth++) {
            found = Optional.ofNullable(at.getMessage())
                    .map(NUMBER::matcher)
                    .filter(Matcher::find)
                    .map(matcher -> Integer.valueOf(matcher.group(1)));
        }
        return found;
    }

    /** A stranger's text, fit for one line of the audit. */
    private static String quoted(String text) {
        var shown = new StringBuilder("`");
        text.chars()
                .limit(200)
                .map(c -> c < ' ' || c > '~' || c == '`' ? '?' : c)
                .forEach(c -> shown.append((char) c));
        return shown.append('`').toString();
    }
}
