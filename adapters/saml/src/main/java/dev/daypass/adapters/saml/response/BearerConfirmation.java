package dev.daypass.adapters.saml.response;

import static dev.daypass.core.outcome.Reason.CONFIRMATION_INVALID;
import static dev.daypass.core.outcome.Reason.IN_RESPONSE_TO_MISMATCH;
import static dev.daypass.core.outcome.Reason.PROOF_EXPIRED;

import dev.daypass.adapters.saml.xml.ProofRefused;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * At least one bearer confirmation must fit wholly; other methods confirm nothing to us (Profiles 4.1.4.2; S62, S63, S77).
 */
final class BearerConfirmation {
    private static final String BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer";
    private static final Duration LONGEST = Duration.ofHours(24);

    private BearerConfirmation() {}

    /**
     * Finds one that fits.
     *
     * @return when the last bearer confirmation ends, so that a replay under another of them is still remembered
     */
    static Instant latestEnd(List<Assertion.Confirmation> confirmations, Expected expected, Tolerance clock)
            throws ProofRefused {
        Optional<ProofRefused> misfit = Optional.empty();
        boolean fits = false;
        Instant latest = Instant.EPOCH;
        for (Assertion.Confirmation confirmation : confirmations) {
            if (!confirmation.method().equals(BEARER)) {
                continue;
            }
            Optional<ProofRefused> problem = problem(confirmation, expected, clock);
            fits |= problem.isEmpty();
            misfit = misfit.isPresent() ? misfit : problem;
            Instant end = confirmation.notOnOrAfter().orElse(latest);
            latest = end.isAfter(latest) ? end : latest;
        }
        if (fits) {
            return latest;
        }
        throw misfit.orElseGet(() -> refused("S77: no bearer confirmation"));
    }

    private static Optional<ProofRefused> problem(
            Assertion.Confirmation confirmation, Expected expected, Tolerance clock) {
        String consumer = expected.serviceProvider().assertionConsumer();
        if (confirmation.keyed()) {
            return Optional.of(refused("S77: a bearer confirmation that holds a key"));
        }
        if (!confirmation.recipient().map(consumer::equals).orElse(false)) {
            return Optional.of(refused("S62: Recipient is not our assertion consumer"));
        }
        if (confirmation.notBefore().isPresent()) {
            return Optional.of(refused("S63: NotBefore on a bearer confirmation"));
        }
        if (confirmation.notOnOrAfter().isEmpty()) {
            return Optional.of(refused("S63: no NotOnOrAfter on the bearer confirmation"));
        }
        Instant end = confirmation.notOnOrAfter().get();
        if (clock.isPast(end)) {
            return Optional.of(ProofRefused.because(PROOF_EXPIRED, "S63: the confirmation is no longer valid"));
        }
        if (clock.isFuture(end.minus(LONGEST))) {
            return Optional.of(refused("S64: a confirmation that is valid for over a day"));
        }
        if (!confirmation.inResponseTo().equals(expected.inResponseTo())) {
            return Optional.of(ProofRefused.because(
                    IN_RESPONSE_TO_MISMATCH, "S67: the confirmation and the Response answer different requests"));
        }
        return Optional.empty();
    }

    private static ProofRefused refused(String detail) {
        return ProofRefused.because(CONFIRMATION_INVALID, detail);
    }
}
