package dev.daypass.adapters.oidc;

import dev.daypass.adapters.oidc.jose.AuditText;
import dev.daypass.adapters.oidc.jose.CompactToken;
import dev.daypass.adapters.oidc.jose.TokenRefusals;
import dev.daypass.adapters.oidc.jose.VerificationKey;
import dev.daypass.adapters.oidc.keys.KeyDirectory;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.provider.TokenSettings;
import java.util.Optional;

/** Whether a token is signed as its provider signs (RFC 7515 section 5.2). */
record SignatureCheck(CompactToken token, TokenSettings settings) {
    /** The algorithm is the provider's choice, never the token's (RFC 8725 section 3.1). */
    Optional<Refusal> algorithmProblem() {
        String algorithm = token.header().algorithm().joseName();
        return settings.checks().algorithms().contains(algorithm)
                ? Optional.empty()
                : Optional.of(TokenRefusals.refusal(
                        Reason.TOKEN_ALGORITHM, "J03: the provider does not sign with " + algorithm));
    }

    /** The token, if one of the provider's keys has signed it. May ask the network for them. */
    Outcome<CompactToken> verified(KeyDirectory keys) {
        return keys.key(settings, token.header()).then(this::signedBy);
    }

    private Outcome<CompactToken> signedBy(VerificationKey key) {
        return token.isSignedBy(key)
                ? Outcome.granted(token)
                : TokenRefusals.refused(
                        Reason.TOKEN_SIGNATURE_INVALID,
                        "J14: the signature is not that of key "
                                + AuditText.quote(key.id().orElse("")));
    }
}
