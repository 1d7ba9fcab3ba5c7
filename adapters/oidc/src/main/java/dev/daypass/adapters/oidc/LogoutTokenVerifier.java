package dev.daypass.adapters.oidc;

import dev.daypass.adapters.oidc.jose.CompactToken;
import dev.daypass.adapters.oidc.jose.RegisteredClaims;
import dev.daypass.adapters.oidc.jose.TokenReader;
import dev.daypass.adapters.oidc.jose.TokenRefusals;
import dev.daypass.adapters.oidc.keys.KeyDirectory;
import dev.daypass.core.login.LogoutTokens;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.provider.TokenSettings;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.snapshot.RequestContext;
import java.time.Instant;
import java.util.Optional;

/**
 * Verifies logout tokens through the same gates as ID tokens: one reader, one key directory, the provider's algorithms. The
 * network is asked last. Safe for several threads.
 */
record LogoutTokenVerifier(TokenReader reader, KeyDirectory keys) implements LogoutTokens {
    @Override
    public Outcome<Notice> verify(Provider provider, Secret compact, RequestContext request) {
        if (!(provider.settings() instanceof TokenSettings settings)
                || settings.client().isEmpty()) {
            return TokenRefusals.refused(
                    Reason.PROVIDER_MISMATCH, "S88: nobody signs in at this provider with a browser");
        }
        return reader.read(compact.reveal()).then(token -> verify(token, settings, request.instant()));
    }

    private Outcome<Notice> verify(CompactToken token, TokenSettings settings, Instant now) {
        var signature = new SignatureCheck(token, settings);
        var addressing = new Addressing(token.registered(), settings);
        var checks = new LogoutChecks(token, settings, now);
        Optional<Refusal> cheap =
                signature.algorithmProblem().or(checks::typeProblem).or(addressing::issuerProblem);
        return refusing(cheap, token)
                .then(fits -> signature.verified(keys))
                .then(signed -> refusing(checks.problem().or(addressing::audienceProblem), token))
                .map(holds -> notice(holds.registered(), settings));
    }

    private static Outcome<CompactToken> refusing(Optional<Refusal> problem, CompactToken token) {
        return problem.<Outcome<CompactToken>>map(Outcome::refused).orElseGet(() -> Outcome.granted(token));
    }

    private static Notice notice(RegisteredClaims registered, TokenSettings settings) {
        return new Notice(
                registered.subject(),
                registered.authentication().session(),
                registered.tokenId().orElseThrow(),
                registered.times().issuedAt().orElseThrow(),
                registered.times().expiry().orElseThrow().plus(settings.checks().skew()));
    }
}
