package dev.daypass.core.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.login.StatedReason;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Codes: for whom they are, how long, how often. */
final class CodeGrantsTest extends AtTheTerminal {
    private static final String CALLBACK = "http://127.0.0.1:8400/callback";
    private static final Secret VERIFIER = Secret.of("a-verifier-that-nobody-guesses-with-43-letters");

    private static CodeChallenge challenge(Secret verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(verifier.reveal().getBytes(StandardCharsets.US_ASCII));
            return CodeChallenge.of(Base64.getUrlEncoder().withoutPadding().encodeToString(hash))
                    .orElseThrow();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Outcome<Secret> issue() {
        return codes.issue(
                alice,
                new Authorization(ours, CALLBACK, challenge(VERIFIER), Optional.of("state")),
                StatedReason.none(),
                request());
    }

    private Secret code() {
        return issue().value().orElseThrow();
    }

    private Outcome<TerminalLogins.Tokens> redeem(Secret code) {
        return codes.redeem(code, ours, CALLBACK, VERIFIER, request());
    }

    private TerminalLogins.Tokens tokens(Secret code) {
        return redeem(code).value().orElseThrow();
    }

    @Test
    void codeGivesTheLoginOfWhoSaidYes() {
        Secret code = code();
        assertTrue(code.reveal().startsWith("dpa_") && code.reveal().length() < 1_024, code::reveal);
        assertFalse(world.ledger.lastEvent().facts().toString().contains(code.reveal()));
        TerminalLogins.Tokens tokens = tokens(code);
        assertTrue(stands(tokens));
        assertTrue(tokens.session().isOf(alice.identity()));
        assertEquals(alice.expiresAt(), tokens.session().expiresAt());
        assertEquals(Optional.of("daypass-cli"), tokens.session().program());
        assertTrue(tokens.refresh().reveal().matches("dplr_[A-Za-z0-9_-]{43}"));
        assertEquals(TerminalLogins.ACCESS, tokens.life());
    }

    @Test
    void loginIsForTheReasonThatThePersonGave() {
        var asked = new Authorization(ours, CALLBACK, challenge(VERIFIER), Optional.empty());
        var reason = new StatedReason(Optional.of("INC-4711: the bill"));
        Secret code = codes.issue(alice, asked, reason, request()).value().orElseThrow();
        assertEquals(Optional.of("INC-4711: the bill"), tokens(code).session().reason());
    }

    @Test
    void O14codeServesTheClientAddressAndVerifierOfItsRequest() {
        Secret code = code();
        assertEquals(Reason.GRANT_INVALID, refused(codes.redeem(code, other, CALLBACK, VERIFIER, request()), "O14"));
        assertEquals(
                Reason.GRANT_INVALID,
                refused(codes.redeem(code, ours, "http://127.0.0.1:8401/callback", VERIFIER, request()), "O14"));
        Secret wrong = Secret.of(VERIFIER.reveal() + "x");
        assertEquals(Reason.GRANT_INVALID, refused(codes.redeem(code, ours, CALLBACK, wrong, request()), "O16"));
        Secret plain = Secret.of(challenge(VERIFIER).text());
        assertEquals(Reason.GRANT_INVALID, refused(codes.redeem(code, ours, CALLBACK, plain, request()), "O16"));
        Secret changed = Secret.of(code.reveal() + "A");
        assertEquals(Reason.GRANT_INVALID, refused(redeem(changed), "O14"));
        // None of these has spent it.
        assertTrue(stands(tokens(code)));
    }

    @Test
    void O14codeThatComesAgainEndsWhatItGave() {
        Secret code = code();
        TerminalLogins.Tokens tokens = tokens(code);
        assertEquals(Reason.GRANT_REUSED, refused(redeem(code), "O14"));
        assertFalse(stands(tokens));
        assertEquals(Reason.GRANT_REUSED, refused(redeem(code), "O14"));
    }

    @Test
    void O14codeThatComesAgainLateEndsWhatItGave() {
        Secret code = code();
        TerminalLogins.Tokens tokens = tokens(code);
        pass(Duration.ofHours(1));
        // Who does not know the verifier ends nothing.
        Secret wrong = Secret.of(VERIFIER.reveal() + "x");
        assertEquals(Reason.GRANT_INVALID, refused(codes.redeem(code, ours, CALLBACK, wrong, request()), "O16"));
        assertTrue(stands(tokens));
        assertEquals(Reason.GRANT_REUSED, refused(redeem(code), "O14"));
        assertFalse(stands(tokens));
        assertTrue(sessions.named(alice.handle(), request()).isPresent());
    }

    @Test
    void O14codeServesForAMinute() {
        Secret early = code();
        pass(CodeGrants.LIFE.minusMillis(1));
        assertTrue(stands(tokens(early)));
        Secret late = codes.issue(
                        alice,
                        new Authorization(
                                ours, CALLBACK, challenge(Secret.of(VERIFIER.reveal() + "2")), Optional.empty()),
                        StatedReason.none(),
                        request())
                .value()
                .orElseThrow();
        pass(CodeGrants.LIFE);
        assertEquals(
                Reason.GRANT_INVALID,
                refused(codes.redeem(late, ours, CALLBACK, Secret.of(VERIFIER.reveal() + "2"), request()), "expired"));
    }

    @Test
    void O14codeDiesWithTheSessionThatGaveIt() {
        Secret code = code();
        sessions.end(alice, "herself", request());
        assertEquals(Reason.GRANT_INVALID, refused(redeem(code), "O14"));
    }

    @Test
    void O15whatElseWeSealIsNoCode() {
        TerminalLogins.Tokens tokens = tokens(code());
        assertEquals(Reason.GRANT_INVALID, refused(redeem(tokens.access()), "O15"));
        assertEquals(Reason.GRANT_INVALID, refused(redeem(tokens.refresh()), "O15"));
        Secret renamed = Secret.of(tokens.access().reveal().replaceFirst("dpl_", "dpa_"));
        assertEquals(Reason.GRANT_INVALID, refused(redeem(renamed), "O15"));
    }

    @Test
    void O16challengeServesOnce() {
        code();
        assertEquals(Reason.PARAMETER_INVALID, refused(issue(), "O16"));
    }
}
