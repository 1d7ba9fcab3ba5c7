package dev.daypass.adapters.saml.response;

import static dev.daypass.core.outcome.Reason.PROOF_EXPIRED;
import static dev.daypass.core.outcome.Reason.PROOF_NOT_YET_VALID;

import dev.daypass.adapters.saml.xml.ProofRefused;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The request's instant, give or take how far clocks may differ.
 *
 * @param skew to both sides
 */
public record Tolerance(Instant now, Duration skew) {
    /** Whether an end has come: {@code NotOnOrAfter} itself is already too late (Core 2.5.1.2). */
    public boolean isPast(Instant end) {
        return !now.minus(skew).isBefore(end);
    }

    /** Whether a beginning has yet to come. */
    public boolean isFuture(Instant beginning) {
        return now.plus(skew).isBefore(beginning);
    }

    void checkWindow(Optional<Instant> notBefore, Optional<Instant> notOnOrAfter, String what) throws ProofRefused {
        if (notBefore.isPresent()
                && notOnOrAfter.isPresent()
                && !notBefore.get().isBefore(notOnOrAfter.get())) {
            throw Fields.refused("S64: " + what + " end before they begin");
        }
        if (notBefore.map(this::isFuture).orElse(false)) {
            throw ProofRefused.because(PROOF_NOT_YET_VALID, "S64: " + what + " are not valid yet");
        }
        if (notOnOrAfter.map(this::isPast).orElse(false)) {
            throw ProofRefused.because(PROOF_EXPIRED, "S64: " + what + " are no longer valid");
        }
    }
}
