package dev.daypass.adapters.directory.kerberos;

import dev.daypass.adapters.directory.ldap.People;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.provider.DirectorySettings;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.signin.ParsedProof;
import dev.daypass.core.signin.Proof;
import dev.daypass.core.signin.ProofReader;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads and verifies the Kerberos tickets of the Negotiate scheme (RFC 4559). Safe for several threads; keeps no
 * connection and no key.
 */
public final class TicketReader implements ProofReader {
    private final Map<ProviderId, DirectorySettings.Kerberos> services = new ConcurrentHashMap<>();
    private final People people;
    private final TicketAcceptor acceptor;

    /**
     * @param people tells who a ticket's client is
     * @param clock for what is remembered of requests; their times are judged by the machine's own clock
     */
    public TicketReader(People people, Clock clock) {
        this.people = people;
        this.acceptor = new TicketAcceptor(clock);
    }

    /** Looks after the keytabs of these providers from now on, for {@link #problems}; tickets need no preparation. */
    public void prepare(Collection<Provider> providers) {
        providers.forEach(provider -> service(provider).ifPresent(service -> services.put(provider.id(), service)));
    }

    /** Looks after these providers' keytabs and no others. */
    public void retain(Collection<Provider> providers) {
        services.keySet()
                .retainAll(providers.stream()
                        .filter(provider -> service(provider).isPresent())
                        .map(Provider::id)
                        .toList());
    }

    /** The providers that can accept no ticket now, each with the reason, by name. */
    public Map<ProviderId, String> problems() {
        var problems = new TreeMap<ProviderId, String>(Comparator.comparing(ProviderId::name));
        services.forEach(
                (id, service) -> ServiceKeys.of(service).problem().ifPresent(problem -> problems.put(id, problem)));
        return problems;
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
            return Outcome.granted(new PresentedTicket(NegotiateTokens.read(ticket.base64()), acceptor, people));
        } catch (MalformedToken e) {
            return TicketRefusals.malformed("K02: " + e.getMessage());
        }
    }

    static Optional<DirectorySettings.Kerberos> service(Provider provider) {
        return provider.settings() instanceof DirectorySettings directory ? directory.kerberos() : Optional.empty();
    }
}
