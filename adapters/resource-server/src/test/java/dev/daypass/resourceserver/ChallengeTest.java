package dev.daypass.resourceserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.resourceserver.outcome.Reason;
import dev.daypass.resourceserver.outcome.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What callers are told: the kind of refusal, in the words of the specifications, and no more. */
final class ChallengeTest {
    private static final String ALGORITHMS = "DPoP algs=\"ES256 ES384 ES512 Ed25519 EdDSA PS256 RS256\"";

    @Test
    void whoBringsNoTokenLearnsHowToAndNoError() {
        Challenge challenge = challenge(Reason.TOKEN_MISSING);
        assertEquals(401, challenge.status());
        assertEquals(List.of("Bearer", ALGORITHMS), challenge.headers().get("WWW-Authenticate"));
    }

    @Test
    void badTokenIsAnInvalidToken() {
        Challenge challenge = challenge(Reason.SESSION_REVOKED);
        assertEquals(401, challenge.status());
        String parameters = "error=\"invalid_token\", error_description=\"the access token is not accepted\"";
        assertEquals(
                List.of("Bearer " + parameters, ALGORITHMS + ", " + parameters),
                challenge.headers().get("WWW-Authenticate"));
    }

    @Test
    void badProofIsAnInvalidProof() {
        Challenge challenge = challenge(Reason.DPOP_PROOF_REPLAYED);
        assertEquals(401, challenge.status());
        assertEquals(
                List.of(ALGORITHMS + ", error=\"invalid_dpop_proof\","
                        + " error_description=\"the proof is not accepted\""),
                challenge.headers().get("WWW-Authenticate"));
    }

    @Test
    void deniedActionIsForbiddenAndBadRequestIsBad() {
        assertEquals(403, challenge(Reason.ACTION_DENIED).status());
        assertEquals(400, challenge(Reason.REQUEST_INVALID).status());
    }

    /** Nobody can be let in, and it is not the caller's fault: no challenge, come again. */
    @Test
    void brokerOutOfHearingIsUnavailable() {
        Challenge challenge = challenge(Reason.REVOCATIONS_UNAVAILABLE);
        assertEquals(503, challenge.status());
        assertEquals(List.of("2"), challenge.headers().get("Retry-After"));
        assertFalse(challenge.headers().containsKey("WWW-Authenticate"));
    }

    @ParameterizedTest
    @EnumSource
    void noAnswerTellsTheDetail(Reason reason) {
        Challenge challenge = challenge(reason);
        assertTrue(challenge.status() >= 400, challenge.toString());
        assertFalse(challenge.toString().contains("secret-detail"), challenge.toString());
        assertEquals(List.of("no-store"), challenge.headers().get("Cache-Control"));
    }

    private static Challenge challenge(Reason reason) {
        return Challenge.of(new Refusal(reason, "secret-detail"));
    }
}
