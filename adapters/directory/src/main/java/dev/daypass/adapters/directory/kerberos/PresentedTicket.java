package dev.daypass.adapters.directory.kerberos;

import dev.daypass.adapters.directory.ldap.People;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.provider.DirectorySettings;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.signin.Expectation;
import dev.daypass.core.signin.ParsedProof;
import dev.daypass.core.signin.Verified;
import dev.daypass.core.snapshot.RequestContext;
import java.util.Optional;

/** A ticket whose form is right. Verification goes from cheap to dear and asks the directory last. */
final class PresentedTicket implements ParsedProof {
    private final NegotiateToken token;
    private final TicketAcceptor acceptor;
    private final People people;

    PresentedTicket(NegotiateToken token, TicketAcceptor acceptor, People people) {
        this.token = token;
        this.acceptor = acceptor;
        this.people = people;
    }

    /** The realm's service that the ticket is for; it does not tell which directory that realm is here. */
    @Override
    public String claimedIssuer() {
        return token instanceof NegotiateToken.Kerberos kerberos
                ? kerberos.request().service()
                : "";
    }

    @Override
    public Outcome<Verified> verify(Provider provider, Expectation expectation, RequestContext request) {
        Optional<DirectorySettings.Kerberos> service = TicketReader.service(provider);
        if (service.isEmpty()) {
            return Outcome.refused(
                    Reason.PROVIDER_MISMATCH,
                    "This identity provider takes no Kerberos tickets",
                    "S88: provider `" + provider.id() + "` has no keytab");
        }
        return forUs(service.get()).then(ticket -> acceptor.client(ticket, service.get())
                .then(client -> ClientName.account(client, service.get().realm()))
                .then(account -> people.byAccountName(provider, account, arrival(ticket, request)))
                .map(identity -> new Verified(
                        identity,
                        identity.issuer() + " " + ticket.request().fingerprint(),
                        // An authenticator may come from a clock that is ahead, and is good that much longer.
                        request.instant().plus(TicketAcceptor.SKEW.multipliedBy(2)))));
    }

    private static People.Arrival arrival(NegotiateToken.Kerberos ticket, RequestContext request) {
        return new People.Arrival(
                "kerberos", request.snapshot().issuer(), ticket.request().fingerprint(), request.instant());
    }

    /** What can be said before the ticket is opened: whether it is one, is for us, and could be opened. */
    private Outcome<NegotiateToken.Kerberos> forUs(DirectorySettings.Kerberos service) {
        if (!(token instanceof NegotiateToken.Kerberos ticket)) {
            return TicketRefusals.mechanism(((NegotiateToken.Foreign) token).mechanism(), service.principal());
        }
        if (!isOurs(ticket.request().service(), service.principal())) {
            return TicketRefusals.notForUs(ticket.request().service(), service.principal());
        }
        if (!ticket.request().isStrong()) {
            return TicketRefusals.weak(ticket.request());
        }
        return ServiceKeys.of(service)
                .problem()
                .<Outcome<NegotiateToken.Kerberos>>map(TicketRefusals::notReady)
                .orElseGet(() -> Outcome.granted(ticket));
    }

    /** Whether two principals are one service: host names differ by no case (RFC 4343), all else does. */
    private static boolean isOurs(String asked, String ours) {
        String kind = ours.substring(0, ours.indexOf('/') + 1);
        String realm = ours.substring(ours.lastIndexOf('@'));
        return asked.startsWith(kind) && asked.endsWith(realm) && asked.equalsIgnoreCase(ours);
    }

    @Override
    public String toString() {
        return token.toString();
    }
}
