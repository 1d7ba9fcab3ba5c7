package dev.daypass.adapters.directory.kerberos;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.provider.DirectorySettings;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.signin.ParsedProof;
import dev.daypass.core.signin.Proof;
import dev.daypass.core.signin.ProofReader;
import java.time.Clock;
import java.util.Optional;

/**
 * Reads and verifies the Kerberos tickets of the Negotiate scheme (RFC 4559). Safe for several threads; keeps no
 * connection and no key.
 */
public final class TicketReader implements ProofReader {
    private final TicketHolders holders;
    private final TicketAcceptor acceptor;

    /**
     * @param holders tells who a ticket's client is
     * @param clock for what is remembered of requests; their times are judged by the machine's own clock
     */
    public TicketReader(TicketHolders holders, Clock clock) {
        this.holders = holders;
        this.acceptor = new TicketAcceptor(clock);
    }

    /** Why a provider can accept no ticket now, for health; empty if it can or is not meant to. */
    public Optional<String> problem(Provider provider) {
        return provider.settings() instanceof DirectorySettings directory
                ? directory.kerberos().flatMap(service -> ServiceKeys.of(service).problem())
                : Optional.empty();
    }

    @Override
    public Proof.Kind kind() {
        return Proof.Kind.KERBEROS_TICKET;
    }

    @Override
    public Outcome<ParsedProof> read(Proof proof) {
        if (!(proof instanceof Proof.KerberosTicket ticket)) {
            return TicketRefusals.malformed("not a ticket: " + proof.kind());
        }
        try {
            return Outcome.granted(new PresentedTicket(NegotiateTokens.read(ticket.base64()), acceptor, holders));
        } catch (MalformedToken e) {
            return TicketRefusals.malformed("K02: " + e.getMessage());
        }
    }
}
