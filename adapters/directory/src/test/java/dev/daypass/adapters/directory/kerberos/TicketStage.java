package dev.daypass.adapters.directory.kerberos;

import dev.daypass.adapters.directory.ldap.People;
import dev.daypass.core.arn.Partition;
import dev.daypass.core.identity.Attributes;
import dev.daypass.core.identity.AuthenticationContext;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.identity.Subject;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.provider.DirectorySettings;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.rules.AttributeMapping;
import dev.daypass.core.rules.RuleSet;
import dev.daypass.core.signin.Expectation;
import dev.daypass.core.signin.Proof;
import dev.daypass.core.signin.Verified;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.core.snapshot.Snapshot;
import dev.daypass.testkit.kerberos.ServiceKey;
import dev.daypass.testkit.kerberos.TicketDraft;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A realm's service, its keytab, and the reader that opens tickets with it; whoever has a name is known. */
final class TicketStage {
    static final String REALM = "CORP.EXAMPLE.COM";
    static final String SERVICE = "HTTP/broker.corp.example.com";
    static final ProviderId PROVIDER = new ProviderId("corp-ad");

    private static final String ISSUER = "ldap:///DC=corp,DC=example,DC=com";

    /** The platform judges tickets by the machine's clock. */
    final Clock clock = Clock.systemUTC();

    final SecureRandom random = new SecureRandom();
    final Path keytab;
    final ServiceKey key = ServiceKey.aes256(SERVICE, REALM, 3, random);
    final TicketReader reader = new TicketReader(TicketStage::person, clock);

    TicketStage(Path directory) {
        keytab = directory.resolve("http.keytab");
        ServiceKey.writeKeytab(keytab, key);
        reader.prepare(List.of(provider()));
    }

    private static Outcome<Identity> person(Provider directory, String account, People.Arrival arrival) {
        return Outcome.granted(Identity.verified(
                directory.id(),
                ISSUER,
                new Subject("guid-of-" + account, Optional.empty()),
                List.of(arrival.audience()),
                Optional.empty(),
                Attributes.none(),
                new AuthenticationContext(
                        Optional.of(arrival.instant()),
                        Optional.empty(),
                        List.of(arrival.method()),
                        Optional.empty(),
                        Optional.empty()),
                arrival.proofId()));
    }

    TicketDraft alice() {
        return TicketDraft.of("alice", key, clock.instant());
    }

    Outcome<Verified> verify(TicketDraft draft) {
        return verify(draft.negotiate());
    }

    Outcome<Verified> verify(String token) {
        return reader.read(new Proof.KerberosTicket(token))
                .then(parsed -> parsed.verify(provider(), Expectation.fromIssuer("role"), request()));
    }

    static Optional<Reason> reason(Outcome<?> outcome) {
        return outcome.refusal().map(Refusal::reason);
    }

    Provider provider() {
        return provider(new DirectorySettings.Kerberos(SERVICE + "@" + REALM, keytab.toUri()));
    }

    static Provider provider(DirectorySettings.Kerberos kerberos) {
        var settings = new DirectorySettings(
                new DirectorySettings.Connection(
                        List.of(URI.create("ldaps://dc1.corp.example.com")),
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        new DirectorySettings.Patience(Duration.ofSeconds(1), Duration.ofSeconds(1)),
                        1),
                new DirectorySettings.Search(
                        DirectorySettings.Flavour.ACTIVE_DIRECTORY,
                        "DC=corp,DC=example,DC=com",
                        Optional.empty(),
                        List.of("sAMAccountName"),
                        Optional.empty(),
                        "objectGUID",
                        List.of()),
                new DirectorySettings.Groups(
                        "DC=corp,DC=example,DC=com",
                        DirectorySettings.Nesting.DIRECT,
                        DirectorySettings.Name.CN,
                        Duration.ZERO,
                        10),
                Optional.of(kerberos),
                new DirectorySettings.GuessLimit(4, Duration.ofMinutes(15)),
                Duration.ofSeconds(30));
        return new Provider(
                PROVIDER,
                Provider.State.ENABLED,
                settings,
                AttributeMapping.none(),
                Optional.empty(),
                Provider.ReplayScope.ONCE,
                Set.of());
    }

    RequestContext request() {
        var snapshot = new Snapshot(new Snapshot.Parts(
                "r1",
                "https://broker.corp.example.com",
                new Partition("daypass"),
                List.of(),
                List.of(provider()),
                RuleSet.none(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                Map.of()));
        Instant now = clock.instant();
        return new RequestContext("test", new RequestContext.Client("192.0.2.7", true, "tests"), now, snapshot);
    }
}
