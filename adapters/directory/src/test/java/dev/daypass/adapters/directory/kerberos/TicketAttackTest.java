package dev.daypass.adapters.directory.kerberos;

import static dev.daypass.adapters.directory.kerberos.TicketStage.REALM;
import static dev.daypass.adapters.directory.kerberos.TicketStage.SERVICE;
import static dev.daypass.adapters.directory.kerberos.TicketStage.reason;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.signin.Verified;
import dev.daypass.testkit.kerberos.ServiceKey;
import dev.daypass.testkit.kerberos.TicketDraft;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** K01 to K03: tickets that must open nothing. Before each test the honest twin has passed. */
final class TicketAttackTest {
    private static final String NTLM = "1.3.6.1.4.1.311.2.2.10";
    private static final String KERBEROS = "1.2.840.113554.1.2.2";
    private static final byte[] NTLM_TOKEN =
            "NTLMSSP\0\1\0\0\0\7\u0082\u0008\u00a2".getBytes(StandardCharsets.ISO_8859_1);

    private final TicketStage stage;

    TicketAttackTest(@TempDir Path directory) {
        stage = new TicketStage(directory);
    }

    @BeforeEach
    void honestTwinPasses() {
        assertEquals(Optional.empty(), stage.verify(stage.alice()).refusal());
    }

    @Test
    void k01TicketOfAnotherKeyIsRefused() {
        var stranger = ServiceKey.aes256(SERVICE, REALM, 3, stage.random);
        refused(Reason.TICKET_INVALID, stage.verify(TicketDraft.of("alice", stranger, stage.clock.instant())));
    }

    @Test
    void k02TicketForAnotherServiceIsRefused() {
        refused(Reason.TICKET_INVALID, stage.verify(stage.alice().withService("HTTP/other.corp.example.com", REALM)));
        refused(Reason.TICKET_INVALID, stage.verify(stage.alice().withService("http/broker.corp.example.com", REALM)));
        refused(Reason.TICKET_INVALID, stage.verify(stage.alice().withService("HTTP", REALM)));
        refused(Reason.TICKET_INVALID, stage.verify(stage.alice().withService(SERVICE + "/x", REALM)));
        refused(Reason.TICKET_INVALID, stage.verify(stage.alice().withService(SERVICE, "EVIL.EXAMPLE.ORG")));
        refused(Reason.TICKET_MALFORMED, stage.verify(stage.alice().withService("a/b/c/d/e", REALM)));
    }

    @Test
    void hostOfTheServiceMayBeSpelledInCapitals() {
        assertEquals(
                Optional.empty(),
                stage.verify(stage.alice().withService("HTTP/Broker.CORP.example.com", REALM))
                        .refusal());
        refused(Reason.TICKET_INVALID, stage.verify(stage.alice().withService("HTTP/Other.CORP.example.com", REALM)));
        refused(Reason.TICKET_INVALID, stage.verify(stage.alice().withService("Http/broker.corp.example.com", REALM)));
        refused(
                Reason.TICKET_INVALID,
                stage.verify(stage.alice().withService(SERVICE, REALM.toLowerCase(java.util.Locale.ROOT))));
    }

    @Test
    void k02Rc4AndDesAreRefused() {
        for (int type : new int[] {1, 3, 16, ServiceKey.RC4, 24, -128}) {
            refused(Reason.TICKET_INVALID, stage.verify(stage.alice().withType(type)));
        }
    }

    @Test
    void k02OldTicketIsRefused() {
        Instant now = stage.clock.instant();
        refused(
                Reason.PROOF_EXPIRED,
                stage.verify(stage.alice().withValidity(now.minus(Duration.ofHours(10)), now.minusSeconds(600))));
        refused(
                Reason.PROOF_NOT_YET_VALID,
                stage.verify(stage.alice().withValidity(now.plusSeconds(3_600), now.plusSeconds(7_200))));
    }

    @Test
    void sameBytesHaveTheSameAnswer() {
        Instant now = stage.clock.instant();
        String old = stage.alice()
                .withValidity(now.minus(Duration.ofHours(10)), now.minusSeconds(600))
                .negotiate();
        refused(Reason.PROOF_EXPIRED, stage.verify(old));
        refused(Reason.PROOF_EXPIRED, stage.verify(old));
        String honest = stage.alice().negotiate();
        assertEquals(
                stage.verify(honest).value().orElseThrow().replayKey(),
                stage.verify(honest).value().orElseThrow().replayKey());
    }

    @Test
    void k02OldAuthenticatorIsRefused() {
        Instant now = stage.clock.instant();
        assertTrue(stage.verify(stage.alice().withAuthenticatorMade(now.minusSeconds(200)))
                .value()
                .isPresent());
        refused(Reason.PROOF_EXPIRED, stage.verify(stage.alice().withAuthenticatorMade(now.minusSeconds(400))));
        refused(Reason.PROOF_EXPIRED, stage.verify(stage.alice().withAuthenticatorMade(now.plusSeconds(400))));
    }

    @Test
    void k02ReplayIsOneProofHoweverItIsWrapped() {
        byte[] inner = stage.alice().inner();
        Verified first =
                stage.verify(TicketDraft.negotiating(inner, KERBEROS)).value().orElseThrow();
        Verified again = stage.verify(TicketDraft.negotiating(inner, KERBEROS, NTLM))
                .value()
                .orElseThrow();
        assertEquals(first.replayKey(), again.replayKey());
        assertTrue(first.until().isAfter(stage.clock.instant().plusSeconds(9 * 60)));
        assertNotEquals(
                first.replayKey(),
                stage.verify(stage.alice()).value().orElseThrow().replayKey());
    }

    @Test
    void k02ReplayWithOpenPartsSpelledAnewIsRefused() {
        byte[] inner = stage.alice().inner();
        assertTrue(
                stage.verify(TicketDraft.negotiating(inner, KERBEROS)).value().isPresent());
        byte[] respelled = inner.clone();
        int options = indexOf(respelled, new byte[] {0x03, 0x05, 0x00}) + 5;
        respelled[options] |= 1;
        refused(Reason.PROOF_REPLAYED, stage.verify(TicketDraft.negotiating(respelled, KERBEROS)));
    }

    @Test
    void k02NtlmIsRefusedAndPeopleAreToldWhatIsMissing() {
        String bare = Base64.getEncoder().encodeToString(NTLM_TOKEN);
        for (String token : new String[] {
            bare,
            TicketDraft.negotiating(NTLM_TOKEN, NTLM),
            TicketDraft.negotiating(NTLM_TOKEN, KERBEROS, NTLM),
            TicketDraft.negotiating(stage.alice().inner(), NTLM, KERBEROS)
        }) {
            Outcome<Verified> outcome = stage.verify(token);
            refused(Reason.TICKET_MECHANISM, outcome);
            String told = outcome.refusal().orElseThrow().publicMessage();
            assertTrue(told.contains("NTLM") && told.contains(SERVICE), told);
        }
    }

    @Test
    void k02OtherMechanismIsRefused() {
        refused(
                Reason.TICKET_MECHANISM,
                stage.verify(TicketDraft.negotiating(new byte[] {1, 2, 3}, "1.3.6.1.4.1.311.2.2.30", KERBEROS)));
        refused(Reason.TICKET_MALFORMED, stage.verify(TicketDraft.negotiating(new byte[0], KERBEROS)));
        refused(Reason.TICKET_MALFORMED, stage.verify(TicketDraft.negotiating(new byte[] {1, 2, 3}, KERBEROS)));
    }

    @Test
    void k02ForgedNameInTheAuthenticatorIsRefused() {
        refused(Reason.TICKET_INVALID, stage.verify(stage.alice().withAuthenticatorOf("bob")));
    }

    @Test
    void k02ChangedBytesAreRefusedEverywhere() {
        byte[] token = Base64.getDecoder().decode(stage.alice().bare());
        for (int at = 0; at < token.length; at += 7) {
            byte[] changed = token.clone();
            changed[at] ^= 0x10;
            Outcome<Verified> outcome = stage.verify(Base64.getEncoder().encodeToString(changed));
            int place = at;
            // The key's number, the kind of a name and unused options may change: nobody decides by them.
            outcome.value()
                    .ifPresent(verified -> assertEquals(
                            "guid-of-alice", verified.identity().subject().value(), () -> "byte " + place));
        }
    }

    @Test
    void k02TruncatedTokenIsRefused() {
        byte[] token = Base64.getDecoder().decode(stage.alice().negotiate());
        for (int length = 1; length < token.length; length += 11) {
            String cut = Base64.getEncoder().encodeToString(Arrays.copyOf(token, length));
            refused(Reason.TICKET_MALFORMED, stage.verify(cut));
        }
        String longer = Base64.getEncoder().encodeToString(Arrays.copyOf(token, token.length + 3));
        refused(Reason.TICKET_MALFORMED, stage.verify(longer));
    }

    @Test
    void k02Base64HasOneSpelling() {
        String token = stage.alice().negotiate();
        refused(Reason.TICKET_MALFORMED, stage.verify(token + "="));
        refused(Reason.TICKET_MALFORMED, stage.verify(" " + token));
        refused(Reason.TICKET_MALFORMED, stage.verify(token.substring(0, 40) + "\n" + token.substring(40)));
        refused(Reason.TICKET_MALFORMED, stage.verify(token.replaceFirst("=+$", "") + "AAA"));
    }

    @Test
    void k03ClientOfAnotherRealmIsRefused() {
        refused(Reason.TICKET_REALM, stage.verify(stage.alice().withClient("EVIL.EXAMPLE.ORG", "alice")));
        refused(Reason.TICKET_REALM, stage.verify(stage.alice().withClient("corp.example.com", "alice")));
        refused(Reason.TICKET_REALM, stage.verify(stage.alice().withClient("SUB." + REALM, "alice")));
    }

    @Test
    void k03NameThatIsNoPersonsIsRefused() {
        refused(Reason.TICKET_REALM, stage.verify(stage.alice().withClient(REALM, "alice", "admin")));
        refused(Reason.TICKET_REALM, stage.verify(stage.alice().withClient(REALM, "alice/admin")));
        refused(Reason.TICKET_REALM, stage.verify(stage.alice().withClient(REALM, "alice@EVIL.EXAMPLE.ORG")));
        refused(Reason.TICKET_REALM, stage.verify(stage.alice().withClient(REALM, "CORP\\alice")));
        refused(Reason.TICKET_REALM, stage.verify(stage.alice().withClient(REALM, "alice\0")));
        refused(Reason.TICKET_REALM, stage.verify(stage.alice().withClient(REALM, "a".repeat(300))));
    }

    @Test
    void refusalsTellNoTicket() {
        String token = stage.alice().withType(ServiceKey.RC4).negotiate();
        String told = stage.verify(token).refusal().orElseThrow().toString();
        assertFalse(told.contains(token.substring(60, 90)), told);
    }

    private static void refused(Reason expected, Outcome<Verified> outcome) {
        assertEquals(
                Optional.of(expected), reason(outcome), () -> outcome.refusal().toString());
    }

    private static int indexOf(byte[] whole, byte[] part) {
        for (int at = 0; at <= whole.length - part.length; at++) {
            if (Arrays.equals(whole, at, at + part.length, part, 0, part.length)) {
                return at;
            }
        }
        throw new IllegalArgumentException("not there");
    }
}
