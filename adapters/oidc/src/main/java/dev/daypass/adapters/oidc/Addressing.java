package dev.daypass.adapters.oidc;

import dev.daypass.adapters.oidc.jose.RegisteredClaims;
import dev.daypass.adapters.oidc.jose.TokenRefusals;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.provider.TokenSettings;
import java.util.Optional;

/** Whether a token is from the provider and for us (RFC 7519 sections 4.1.1 and 4.1.3). */
record Addressing(RegisteredClaims registered, TokenSettings settings) {
    Optional<Refusal> issuerProblem() {
        return registered.issuer().equals(settings.issuer())
                ? Optional.empty()
                : refusal(Reason.ISSUER_MISMATCH, "O01: `iss` is not exactly the provider's issuer");
    }

    /** Who else is named could hand the token on to us, so every further audience must be one we know. */
    Optional<Refusal> audienceProblem() {
        boolean forUs = registered.audiences().stream().anyMatch(settings.audiences()::contains);
        if (!forUs) {
            return refusal(Reason.AUDIENCE_MISMATCH, "O02: `aud` names none of the provider's audiences");
        }
        return settings.audiences().containsAll(registered.audiences())
                ? Optional.empty()
                : refusal(Reason.AUDIENCE_MISMATCH, "O02: `aud` names others beside us that are not configured");
    }

    private static Optional<Refusal> refusal(Reason reason, String detail) {
        return Optional.of(TokenRefusals.refusal(reason, detail));
    }
}
