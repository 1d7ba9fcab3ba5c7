package dev.daypass.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.daypass.core.outcome.Reason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a source is slowed down for: whatever somebody gets who tries passwords or tickets (L08). */
final class AttemptTest {
    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"PASSWORD_WRONG", "ACCOUNT_LOCKED", "ACCOUNT_NOT_UNIQUE", "THROTTLED", "TICKET_INVALID"})
    void L08guessesAreFailedAttempts(Reason reason) {
        assertEquals(Answer.Attempt.FAILED, Answer.Attempt.of(reason));
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {
                "DIRECTORY_UNREACHABLE",
                "PASSWORD_EXPIRED",
                "CONNECTION_NOT_ENCRYPTED",
                "TRUST_DENIES",
                "NOT_SIGNED_IN"
            })
    void whatIsNoGuessIsNone(Reason reason) {
        assertEquals(Answer.Attempt.HARMLESS, Answer.Attempt.of(reason));
    }
}
