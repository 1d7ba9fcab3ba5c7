package dev.daypass.server.signin;

import dev.daypass.core.login.ReturnTarget;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.provider.DirectorySettings;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.provider.ProviderSettings;
import dev.daypass.core.signin.Proof;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Endpoint;
import dev.daypass.server.http.Form;
import dev.daypass.server.http.Request;
import java.util.Optional;

/**
 * What a browser gets at {@code GET /kerberos/{provider}/login}: a workstation of the domain shows its ticket and is
 * signed in without a question (RFC 4559), unless somebody else is signed in there; any other shows what comes with the
 * challenge, the directory's password form. Who is to authenticate anew ({@code fresh}) gets that form, and no challenge.
 */
final class TicketLogin implements Endpoint {
    private static final int UNAUTHENTICATED = 401;
    private static final int FORBIDDEN = 403;

    private final Arrival arrival;
    private final PasswordLoginEndpoint passwords;

    TicketLogin(Arrival arrival, PasswordLoginEndpoint passwords) {
        this.arrival = arrival;
        this.passwords = passwords;
    }

    /** Whether a page is wanted; a program gets JSON. */
    static boolean isAskedFor(Request request) {
        return request.headers().all("accept").stream().anyMatch(line -> line.contains("text/html"));
    }

    @Override
    public Answer answer(Request request) {
        Arrival.Call call = arrival.call(request);
        return Visits.visited(request)
                .then(visit -> Arrival.provider(ProviderSettings.Kind.DIRECTORY, call))
                .then(TicketLogin::takesTickets)
                .then(provider -> Leaving.query(call))
                .then(query -> NegotiateHeader.readSafely(request).map(ticket -> answer(ticket, query, call)))
                .fold(answer -> answer, refusal -> arrival.refused(refusal, call));
    }

    private static Outcome<Provider> takesTickets(Provider provider) {
        return provider.settings() instanceof DirectorySettings directory
                        && directory.kerberos().isPresent()
                ? Outcome.granted(provider)
                : Outcome.refused(
                        Reason.PROVIDER_MISMATCH,
                        "This directory takes no Kerberos tickets; sign in with your password",
                        "directory `" + provider.id() + "` has no `kerberos`");
    }

    private Answer answer(Optional<Proof.KerberosTicket> ticket, Form query, Arrival.Call call) {
        ReturnTarget returnTo = Leaving.returnTo(query);
        Optional<String> hint = Leaving.hint(query);
        if (query.get("fresh").isPresent()) {
            return passwords.form(returnTo, hint, Optional.<Refusal>empty(), call);
        }
        return ticket.map(shown -> arrival.signIn(shown, Optional.empty(), call)
                        .fold(
                                identity -> arrival.enterUnasked(identity, returnTo, call),
                                refusal ->
                                        withoutChallenge(passwords.form(returnTo, hint, Optional.of(refusal), call))))
                .orElseGet(() -> passwords
                        .form(returnTo, hint, Optional.<Refusal>empty(), call)
                        .withStatus(UNAUTHENTICATED)
                        .with("WWW-Authenticate", "Negotiate"));
    }

    /** A 401 behind a ticket would have browsers ask for a password themselves. */
    private static Answer withoutChallenge(Answer refused) {
        return refused.status() == UNAUTHENTICATED ? refused.withStatus(FORBIDDEN) : refused;
    }
}
