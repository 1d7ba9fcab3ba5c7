package dev.daypass.attack;

import static dev.daypass.attack.AttackedBroker.ACCOUNT;
import static dev.daypass.attack.AttackedBroker.withTicket;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.outcome.Reason;
import dev.daypass.server.http.HeaderLines;
import dev.daypass.testkit.kerberos.ServiceKey;
import dev.daypass.testkit.kerberos.TicketDraft;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Bad tickets at the entrances that take tickets (K01 to K04, S69, S79). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KerberosAttackTest {
    private static final String PLACE = "/kerberos/corp-ldap/login";
    private static final String FORM = Wire.form(Map.of("RoleArn", ACCOUNT + "role/Federated"));
    private static final String NTLM =
            Base64.getEncoder().encodeToString("NTLMSSP\0\1\0\0\0".getBytes(StandardCharsets.ISO_8859_1));

    private final AttackedBroker broker;

    KerberosAttackTest(@TempDir Path directory) {
        broker = AttackedBroker.start(directory);
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @BeforeEach
    void honestTwinPasses() {
        assertEquals(200, broker.negotiate(broker.ticket().negotiate()).status());
        assertEquals(200, broker.sts(withTicket(broker.ticket().negotiate())).status());
        assertEquals(200, look(broker.ticket().negotiate()).status());
    }

    @Test
    void keysOfATicketAreThoseOfItsHolder() {
        var keys = broker.credentials(broker.negotiate(broker.ticket().negotiate()));
        Wire.Reply who = broker.whoAmI(keys);
        assertTrue(who.element("Arn").contains("assumed-role/Federated/"), who::toString);
    }

    @Test
    void peopleAreToldWhoTheyAreAndWhatTheyMayTake() {
        Wire.Reply reply = look(broker.ticket().negotiate());
        assertTrue(reply.body().contains("\"provider\":\"corp-ldap\""), reply::toString);
        assertTrue(reply.body().contains(ACCOUNT + "role/Federated"), reply::toString);
        assertFalse(reply.body().contains("role/Ungranted"), reply::toString);
        assertEquals(List.of("SIGN_IN GRANTED"), told(reply));
    }

    @Test
    void whoShowsNoTicketIsAskedForOneAndNothingElseHappens() {
        Holdings before = broker.holdings();
        for (Wire.Reply reply : List.of(
                Wire.post(broker.port(), PLACE, Wire.FORM, List.of(), FORM),
                Wire.get(broker.port(), PLACE, List.of()),
                Wire.get(broker.port(), PLACE, List.of(authorization("Basic YWxpY2U6cGFzc3dvcmQ="))),
                Wire.get(broker.port(), PLACE, List.of(authorization("Bearer abc"))),
                Wire.get(broker.port(), PLACE, List.of(authorization("Negotiate"))))) {
            assertEquals(401, reply.status());
            assertEquals(Optional.of("Negotiate"), reply.header("WWW-Authenticate"));
            assertEquals(Optional.of("no-store"), reply.header("Cache-Control"));
            assertEquals(List.of(), told(reply));
        }
        assertEquals(before.sessions(), broker.holdings().sessions());
    }

    @Test
    void k01TicketOfAnotherKeyIsRefused() {
        var stranger = ServiceKey.aes256(broker.service.name(), broker.service.realm(), 1, new SecureRandom());
        refused(
                Reason.TICKET_INVALID,
                TicketDraft.of("alice", stranger, Instant.now()).negotiate());
    }

    @Test
    void k02TicketForAnotherServiceIsRefused() {
        refused(
                Reason.TICKET_INVALID,
                broker.ticket()
                        .withService("HTTP/wiki.example.com", broker.service.realm())
                        .negotiate());
    }

    @Test
    void k02Rc4IsRefused() {
        refused(Reason.TICKET_INVALID, broker.ticket().withType(ServiceKey.RC4).negotiate());
    }

    @Test
    void k02OldTicketIsRefused() {
        Instant now = Instant.now();
        refused(
                Reason.PROOF_EXPIRED,
                broker.ticket()
                        .withValidity(now.minusSeconds(36_000), now.minusSeconds(600))
                        .negotiate());
    }

    @Test
    void k02NtlmIsRefusedWithWordsForPeople() {
        refused(Reason.TICKET_MECHANISM, NTLM);
        Wire.Reply reply = look(NTLM);
        assertEquals(403, reply.status());
        assertTrue(reply.body().contains("NTLM") && reply.body().contains("HTTP/broker.example.com"), reply::toString);
    }

    @Test
    void k02ReplayIsRefusedAtEveryEntrance() {
        String ticket = broker.ticket().negotiate();
        assertEquals(200, look(ticket).status());
        refused(Reason.PROOF_REPLAYED, ticket);
    }

    @Test
    void s69OneOfManyAtOnceWins() throws Exception {
        String ticket = broker.ticket().negotiate();
        Callable<Wire.Reply> call = () -> broker.negotiate(ticket);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            int granted = 0;
            for (var reply : threads.invokeAll(new ArrayList<>(java.util.Collections.nCopies(24, call)))) {
                granted += reply.get().status() == 200 ? 1 : 0;
            }
            assertEquals(1, granted);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void k03OtherRealmsAndNamesAreRefused() {
        String realm = broker.service.realm();
        refused(
                Reason.TICKET_REALM,
                broker.ticket().withClient("EVIL.EXAMPLE.ORG", "alice").negotiate());
        refused(
                Reason.TICKET_REALM,
                broker.ticket().withClient(realm, "alice", "admin").negotiate());
        refused(
                Reason.TICKET_REALM,
                broker.ticket().withClient(realm, "alice/admin").negotiate());
    }

    @Test
    void k03NamesOfNobodyAndForFiltersAreRefused() {
        for (String name : List.of("nobody", "*", "a*", "alice)(uid=*", "\\2a", "alice\u00e9")) {
            String ticket =
                    broker.ticket().withClient(broker.service.realm(), name).negotiate();
            Wire.Reply reply = broker.negotiate(ticket);
            assertTrue(reply.status() == 400 || reply.status() == 403, () -> name + ": " + reply);
            assertEquals(1, told(reply).size());
        }
    }

    @Test
    void k04TicketInTheClearIsRefused() {
        List<HeaderLines.Line> shown =
                List.of(authorization("Negotiate " + broker.ticket().negotiate()));
        Wire.Reply clear = Wire.postFrom("127.0.0.2", broker.port(), PLACE, shown, FORM);
        assertEquals(403, clear.status());
        assertEquals(List.of("SIGN_IN REFUSED CONNECTION_NOT_ENCRYPTED"), told(clear));

        List<HeaderLines.Line> encrypted = new ArrayList<>(shown);
        encrypted.add(new HeaderLines.Line("X-Forwarded-Proto", "https"));
        assertEquals(
                200,
                Wire.postFrom("127.0.0.2", broker.port(), PLACE, encrypted, FORM)
                        .status());
    }

    @Test
    void k04NobodyIsAskedForATicketInTheClear() {
        Wire.Reply reply = Wire.getFrom("127.0.0.2", broker.port(), PLACE, List.of());
        assertEquals(403, reply.status());
        assertEquals(Optional.empty(), reply.header("WWW-Authenticate"));
        assertEquals(List.of(), told(reply));
    }

    @Test
    void ticketOfSomebodyInManyGroupsIsTaken() {
        assertEquals(
                200,
                broker.negotiate(broker.ticket().withAuthorizationBytes(19_000).negotiate())
                        .status());
        assertEquals(
                200,
                broker.sts(withTicket(
                                broker.ticket().withAuthorizationBytes(19_000).negotiate()))
                        .status());
    }

    @Test
    void twoTicketsInOneRequestAreRefused() {
        List<HeaderLines.Line> two = List.of(
                authorization("Negotiate " + broker.ticket().negotiate()),
                authorization("Negotiate " + broker.ticket().negotiate()));
        Wire.Reply reply = Wire.post(broker.port(), PLACE, Wire.FORM, two, FORM);
        assertEquals(400, reply.status());
        assertEquals(List.of("SIGN_IN REFUSED REQUEST_MALFORMED"), told(reply));
    }

    @Test
    void s88ProviderWithoutKeytabTakesNoTickets() {
        var shown = authorization("Negotiate " + broker.ticket().negotiate());
        for (String provider : List.of("corp", "corp-oidc", "nobody", "%00")) {
            Wire.Reply reply =
                    Wire.post(broker.port(), "/kerberos/" + provider + "/login", Wire.FORM, List.of(shown), FORM);
            assertTrue(reply.status() >= 400 && reply.status() < 500, reply::toString);
        }
    }

    /** Refused for this reason wherever tickets are taken, once written down, nothing kept. */
    private void refused(Reason reason, String ticket) {
        Holdings before = broker.holdings();
        List<Wire.Reply> replies = List.of(broker.negotiate(ticket), broker.sts(withTicket(ticket)), look(ticket));
        for (Wire.Reply reply : replies) {
            assertTrue(reply.status() == 400 || reply.status() == 403, reply::toString);
            assertEquals(List.of("SIGN_IN REFUSED " + reason), told(reply));
            assertFalse(reply.body().contains(ticket), reply::toString);
        }
        assertEquals(before.sessions(), broker.holdings().sessions());
    }

    private Wire.Reply look(String ticket) {
        return Wire.get(broker.port(), PLACE, List.of(authorization("Negotiate " + ticket)));
    }

    private List<String> told(Wire.Reply reply) {
        return broker.audit.of(reply).stream().map(AuditTrail.Entry::told).toList();
    }

    private static HeaderLines.Line authorization(String value) {
        return new HeaderLines.Line("Authorization", value);
    }
}
