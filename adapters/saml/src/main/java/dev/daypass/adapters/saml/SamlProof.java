package dev.daypass.adapters.saml;

import dev.daypass.adapters.saml.response.Expected;
import dev.daypass.adapters.saml.response.ParsedResponse;
import dev.daypass.adapters.saml.response.ProviderTrust;
import dev.daypass.adapters.saml.response.ResponseVerifier;
import dev.daypass.adapters.saml.response.ServiceProvider;
import dev.daypass.adapters.saml.xml.ProofRefused;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.provider.SamlSettings;
import dev.daypass.core.signin.Claimed;
import dev.daypass.core.signin.Expectation;
import dev.daypass.core.signin.ParsedProof;
import dev.daypass.core.signin.Verified;
import dev.daypass.core.snapshot.RequestContext;
import java.util.Optional;

/** A parsed Response with what is needed to verify it. */
final class SamlProof implements ParsedProof {
    private final ParsedResponse response;
    private final ResponseVerifier verifier;
    private final ProviderStates states;

    SamlProof(ParsedResponse response, ResponseVerifier verifier, ProviderStates states) {
        this.response = response;
        this.verifier = verifier;
        this.states = states;
    }

    @Override
    public String claimedIssuer() {
        return response.claimedIssuer();
    }

    @Override
    public Optional<String> claimedDestination() {
        return response.claimedDestination();
    }

    @Override
    public Claimed claimed() {
        return response.claimed();
    }

    @Override
    public Outcome<Verified> verify(Provider provider, Expectation expectation, RequestContext request) {
        try {
            return Outcome.granted(verified(provider, expectation, request));
        } catch (ProofRefused refused) {
            return refused.outcome();
        }
    }

    private Verified verified(Provider provider, Expectation expectation, RequestContext request) throws ProofRefused {
        if (!(provider.settings() instanceof SamlSettings settings)) {
            throw ProofRefused.because(Reason.PROVIDER_MISMATCH, "S88: the provider does not speak SAML");
        }
        if (!expectation.provider().map(provider.id()::equals).orElse(true)) {
            throw ProofRefused.because(Reason.PROVIDER_MISMATCH, "S88: another provider is expected");
        }
        ProviderTrust trust = states.trust(settings, request.instant())
                .orElseThrow(() -> ProofRefused.because(Reason.PROVIDER_NOT_READY, "S84, S85: no usable metadata"));
        var expected = new Expected(
                ServiceProvider.of(request.snapshot().issuer(), provider.id()),
                expectation.inResponseTo(),
                provider.replay(),
                request.instant());
        Verified verified = verifier.verify(response, provider.id(), trust, expected);
        GroupsLink.check(verified.identity(), provider);
        return verified;
    }

    @Override
    public String toString() {
        return "SamlProof[***]";
    }
}
