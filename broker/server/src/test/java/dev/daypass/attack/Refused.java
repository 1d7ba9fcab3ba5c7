package dev.daypass.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.outcome.Reason;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What every refusal must look like. */
final class Refused {
    private static final long A_SECOND = 1_000;
    /** A busy machine may be slow, an attack that takes long is slow always. */
    private static final int TRIES = 3;

    private static final List<String> NEVER_SAID = List.of(
            AttackedBroker.MARK, "R&amp;D", "R&D", "Exception:", "\tat ", "dev.daypass", "java.", "org.", "opensaml");

    private Refused() {}

    /** Hands in a proof that is bad, each time a fresh one, until one was refused within a second; checks each. */
    static void proof(AttackedBroker broker, Supplier<Map<String, String>> call, Reason reason) {
        for (int left = TRIES; left > 0; left--) {
            Holdings before = broker.holdings();
            Wire.Reply reply = broker.sts(call.get());
            inForm(reply);
            assertEquals(code(reason), reply.code(), reply::toString);
            assertEquals(
                    List.of("SIGN_IN REFUSED " + reason),
                    broker.audit.of(reply).stream().map(AuditTrail.Entry::told).toList());
            assertEquals(before, broker.holdings(), "something was stored");
            if (reply.millis() < A_SECOND) {
                return;
            }
        }
        throw new AssertionError("refused, but never within a second");
    }

    /** Status 4xx, the STS's XML with code and request id, and nothing that tells about the inside or the subject. */
    static void inForm(Wire.Reply reply) {
        assertTrue(reply.status() >= 400 && reply.status() < 500, reply::toString);
        assertTrue(reply.header("Content-Type").orElse("").startsWith("text/xml"), reply::toString);
        assertTrue(
                reply.body().contains("<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">"),
                reply::toString);
        assertFalse(reply.code().isEmpty(), reply::toString);
        assertFalse(reply.requestId().isEmpty(), reply::toString);
        assertEquals(reply.requestId(), reply.element("RequestId"));
        NEVER_SAID.forEach(text -> assertFalse(reply.body().contains(text), () -> "`" + text + "` in " + reply.body()));
    }

    /** The error code that AWS's clients know for it. */
    static String code(Reason reason) {
        return switch (reason) {
            case PROOF_EXPIRED -> "ExpiredTokenException";
            case STATUS_NOT_SUCCESS, AUTHENTICATION_TOO_OLD -> "IDPRejectedClaim";
            case SUBJECT_MISSING, SUBJECT_DISABLED, REQUIREMENT_NOT_MET, EVALUATION_FAILED, PROVIDER_MISMATCH ->
                "AccessDenied";
            case LIMIT_EXCEEDED, PARAMETER_INVALID -> "ValidationError";
            default -> "InvalidIdentityToken";
        };
    }
}
