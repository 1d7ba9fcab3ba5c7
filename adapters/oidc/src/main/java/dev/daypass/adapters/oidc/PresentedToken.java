package dev.daypass.adapters.oidc;

import dev.daypass.adapters.oidc.jose.AuditText;
import dev.daypass.adapters.oidc.jose.CompactToken;
import dev.daypass.adapters.oidc.jose.TokenRefusals;
import dev.daypass.adapters.oidc.keys.KeyDirectory;
import dev.daypass.core.identity.Attributes;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.provider.TokenSettings;
import dev.daypass.core.signin.Claimed;
import dev.daypass.core.signin.Expectation;
import dev.daypass.core.signin.ParsedProof;
import dev.daypass.core.signin.Proof;
import dev.daypass.core.signin.Verified;
import dev.daypass.core.snapshot.RequestContext;
import java.time.Instant;
import java.util.Optional;

/**
 * A token whose form is right. Verification goes from cheap to dear and asks the network last, so that a token for
 * somebody else never makes us fetch anything.
 */
final class PresentedToken implements ParsedProof {
    private final CompactToken token;
    private final Optional<Proof.Jwt.Beside> beside;
    private final KeyDirectory keys;

    PresentedToken(CompactToken token, Optional<Proof.Jwt.Beside> beside, KeyDirectory keys) {
        this.token = token;
        this.beside = beside;
        this.keys = keys;
    }

    @Override
    public String claimedIssuer() {
        return token.registered().issuer();
    }

    @Override
    public Optional<String> declaredType() {
        return Optional.of(token.header().type());
    }

    @Override
    public Claimed claimed() {
        var told = token.registered();
        Optional<Instant> madeAt = told.times().issuedAt().or(told.times()::notBefore);
        return new Claimed(madeAt, told.nonce());
    }

    @Override
    public Outcome<Verified> verify(Provider provider, Expectation expectation, RequestContext request) {
        if (!(provider.settings() instanceof TokenSettings settings)) {
            return TokenRefusals.refused(Reason.PROVIDER_MISMATCH, "S88: the provider takes no tokens");
        }
        Overage overage = Overage.of(provider);
        var checks = new ClaimChecks(token, settings, expectation, request.instant(), overage);
        var signature = new SignatureCheck(token, settings);
        var addressing = new Addressing(token.registered(), settings);
        return refusing(signature
                        .algorithmProblem()
                        .or(() -> typeProblem(settings))
                        .or(addressing::issuerProblem))
                .then(fits -> signature.verified(keys))
                .then(signed -> refusing(checks.problem()))
                .then(holds -> refusing(beside.flatMap(came -> new BesideChecks(token, came, overage).problem())))
                .map(holds -> new VerifiedToken(token, userinfo(), settings).of(provider.id()));
    }

    private Attributes userinfo() {
        return beside.flatMap(Proof.Jwt.Beside::userinfo).orElseGet(Attributes::none);
    }

    /** The type is the provider's choice, never the token's (RFC 8725 section 3.11). */
    private Optional<Refusal> typeProblem(TokenSettings settings) {
        String type = token.header().type();
        return settings.checks().types().contains(type)
                ? Optional.empty()
                : Optional.of(TokenRefusals.refusal(
                        Reason.TOKEN_TYPE, "J09: `typ` " + AuditText.quote(type) + " is not accepted here"));
    }

    private Outcome<CompactToken> refusing(Optional<Refusal> problem) {
        return problem.<Outcome<CompactToken>>map(Outcome::refused).orElseGet(() -> Outcome.granted(token));
    }

    @Override
    public String toString() {
        return token.toString();
    }
}
