package dev.daypass.adapters.directory.kerberos;

import static dev.daypass.adapters.directory.kerberos.TicketStage.REALM;
import static dev.daypass.adapters.directory.kerberos.TicketStage.SERVICE;
import static dev.daypass.adapters.directory.kerberos.TicketStage.reason;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.identity.Identity;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.signin.Proof;
import dev.daypass.core.signin.ProofReader;
import dev.daypass.core.signin.Verified;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.testkit.kerberos.ServiceKey;
import dev.daypass.testkit.kerberos.TicketDraft;
import dev.daypass.testkit.signin.ProofReaderContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Honest tickets in all their shapes, keytabs over time, and the port's contract. */
final class TicketReaderTest implements ProofReaderContract {
    private final TicketStage stage;

    TicketReaderTest(@TempDir Path directory) {
        stage = new TicketStage(directory);
    }

    @Override
    public ProofReader reader() {
        return stage.reader;
    }

    @Override
    public Provider provider() {
        return stage.provider();
    }

    @Override
    public RequestContext request() {
        return stage.request();
    }

    @Override
    public Proof honest() {
        return new Proof.KerberosTicket(stage.alice().negotiate());
    }

    @Override
    public Proof forged() {
        var stranger = ServiceKey.aes256(SERVICE, REALM, 3, stage.random);
        return new Proof.KerberosTicket(
                TicketDraft.of("alice", stranger, stage.clock.instant()).negotiate());
    }

    /** A ticket names its realm's service; which directory that is, only the configuration knows. */
    @Test
    @Override
    public void claimedIssuerIsTheVerifiedOne() {
        assertEquals(
                SERVICE + "@" + REALM,
                reader().read(honest()).value().orElseThrow().claimedIssuer());
    }

    @Test
    void ticketIsTakenWithAndWithoutNegotiationAroundIt() {
        accepted(stage.verify(stage.alice().bare()));
        accepted(stage.verify(stage.alice().negotiate("1.2.840.113554.1.2.2")));
        accepted(stage.verify(stage.alice().negotiate("1.2.840.48018.1.2.2", "1.3.6.1.4.1.311.2.2.10")));
    }

    @Test
    void ticketOfSomebodyInManyGroupsIsTaken() {
        String token = stage.alice().withAuthorizationBytes(19_000).negotiate();
        assertTrue(token.length() > 25_000);
        accepted(stage.verify(token));
        assertEquals(
                Optional.of(Reason.TICKET_MALFORMED),
                reason(stage.verify(stage.alice().withAuthorizationBytes(50_000).negotiate())));
    }

    @Test
    void tickets128BitsStrongAreTaken() {
        var key = ServiceKey.fresh(SERVICE, REALM, 3, ServiceKey.AES128, stage.random);
        ServiceKey.writeKeytab(stage.keytab, key);
        touched(1);
        accepted(stage.verify(TicketDraft.of("alice", key, stage.clock.instant())));
    }

    @Test
    void newKeyCountsOnceTheKeytabIsReplaced() {
        accepted(stage.verify(stage.alice()));
        var next = ServiceKey.aes256(SERVICE, REALM, 4, stage.random);
        TicketDraft draft = TicketDraft.of("alice", next, stage.clock.instant());
        assertEquals(Optional.of(Reason.TICKET_INVALID), reason(stage.verify(draft)));

        ServiceKey.writeKeytab(stage.keytab, stage.key, next);
        touched(1);
        accepted(stage.verify(draft));
        accepted(stage.verify(stage.alice()));

        ServiceKey.writeKeytab(stage.keytab, next);
        touched(2);
        accepted(stage.verify(draft));
        assertEquals(Optional.of(Reason.TICKET_INVALID), reason(stage.verify(stage.alice())));
    }

    @Test
    void keytabThatIsGoneIsAProblemAndComesBack() throws IOException {
        assertEquals(Map.of(), stage.reader.problems());
        Files.delete(stage.keytab);
        notReady("cannot be read");

        ServiceKey.writeKeytab(stage.keytab, stage.key);
        touched(1);
        assertEquals(Map.of(), stage.reader.problems());
        accepted(stage.verify(stage.alice()));
    }

    @Test
    void keytabWithoutOurKeyIsAProblem() throws IOException {
        ServiceKey.writeKeytab(stage.keytab, ServiceKey.aes256("HTTP/other.corp.example.com", REALM, 3, stage.random));
        touched(1);
        notReady("no AES key");
        ServiceKey.writeKeytab(stage.keytab, ServiceKey.fresh(SERVICE, REALM, 3, ServiceKey.RC4, stage.random));
        touched(2);
        notReady("no AES key");
        Files.writeString(stage.keytab, "this is no keytab");
        touched(3);
        notReady("no AES key");
        Files.writeString(stage.keytab, "");
        touched(4);
        notReady("no AES key");
    }

    @Test
    void onlyProvidersInForceAreLookedAfter() throws IOException {
        Files.delete(stage.keytab);
        stage.reader.retain(List.of());
        assertEquals(Map.of(), stage.reader.problems());
    }

    @Test
    void identityTellsHowAndForWhom() {
        Identity identity = stage.verify(stage.alice()).value().orElseThrow().identity();
        assertEquals(List.of("kerberos"), identity.authentication().methods());
        assertEquals(List.of("https://broker.corp.example.com"), identity.audiences());
    }

    private void notReady(String problem) {
        String told = stage.reader.problems().getOrDefault(TicketStage.PROVIDER, "none");
        assertTrue(told.contains(problem), told);
        assertEquals(Optional.of(Reason.PROVIDER_NOT_READY), reason(stage.verify(stage.alice())));
    }

    /** File systems and tests are quicker than clocks: each version of the file has a time of its own. */
    private void touched(int version) {
        try {
            Files.setLastModifiedTime(
                    stage.keytab, FileTime.from(stage.clock.instant().plus(Duration.ofSeconds(version))));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void accepted(Outcome<Verified> outcome) {
        assertEquals(
                "guid-of-alice",
                outcome.value()
                        .orElseThrow(() -> new AssertionError(outcome.refusal().toString()))
                        .identity()
                        .subject()
                        .value());
    }
}
