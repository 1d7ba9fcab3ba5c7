package dev.daypass.adapters.oidc;

import dev.daypass.adapters.oidc.jose.AuditText;
import dev.daypass.adapters.oidc.jose.CompactToken;
import dev.daypass.adapters.oidc.jose.TokenHeader;
import dev.daypass.adapters.oidc.jose.TokenRefusals;
import dev.daypass.adapters.oidc.jose.VerificationKey;
import dev.daypass.adapters.oidc.keys.KeyDirectory;
import dev.daypass.core.identity.Attributes;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.provider.TokenSettings;
import dev.daypass.core.signin.Expectation;
import dev.daypass.core.signin.ParsedProof;
import dev.daypass.core.signin.Proof;
import dev.daypass.core.signin.Verified;
import dev.daypass.core.snapshot.RequestContext;
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
    public Outcome<Verified> verify(Provider provider, Expectation expectation, RequestContext request) {
        if (!(provider.settings() instanceof TokenSettings settings)) {
            return TokenRefusals.refused(Reason.PROVIDER_MISMATCH, "S88: the provider takes no tokens");
        }
        Overage overage = Overage.of(provider);
        var checks = new ClaimChecks(token, settings, expectation, request.instant(), overage);
        return refusing(headerProblem(settings).or(checks::issuerProblem))
                .then(fits -> keys.key(settings, token.header()))
                .then(this::signedBy)
                .then(signed -> refusing(checks.problem()))
                .then(holds -> refusing(beside.flatMap(came -> new BesideChecks(token, came, overage).problem())))
                .map(holds -> new VerifiedToken(token, userinfo(), settings).of(provider.id()));
    }

    private Attributes userinfo() {
        return beside.flatMap(Proof.Jwt.Beside::userinfo).orElseGet(Attributes::none);
    }

    /** The algorithm and the type are the provider's choice, never the token's (RFC 8725 sections 3.1 and 3.11). */
    private Optional<Refusal> headerProblem(TokenSettings settings) {
        TokenHeader header = token.header();
        if (!settings.checks().algorithms().contains(header.algorithm().joseName())) {
            return Optional.of(TokenRefusals.refusal(
                    Reason.TOKEN_ALGORITHM,
                    "J03: the provider does not sign with " + header.algorithm().joseName()));
        }
        if (!settings.checks().types().contains(header.type())) {
            return Optional.of(TokenRefusals.refusal(
                    Reason.TOKEN_TYPE, "J09: `typ` " + AuditText.quote(header.type()) + " is not accepted here"));
        }
        return Optional.empty();
    }

    private Outcome<CompactToken> signedBy(VerificationKey key) {
        return token.isSignedBy(key)
                ? Outcome.granted(token)
                : TokenRefusals.refused(
                        Reason.TOKEN_SIGNATURE_INVALID,
                        "J14: the signature is not that of key "
                                + AuditText.quote(key.id().orElse("")));
    }

    private Outcome<CompactToken> refusing(Optional<Refusal> problem) {
        return problem.<Outcome<CompactToken>>map(Outcome::refused).orElseGet(() -> Outcome.granted(token));
    }

    @Override
    public String toString() {
        return token.toString();
    }
}
