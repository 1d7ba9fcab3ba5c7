package dev.daypass.adapters.saml.response;

import dev.daypass.adapters.saml.xml.ProofRefused;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.signin.Verified;

/** The steps from a parsed Response to what holds of it, in order. Safe for several threads. */
public final class ResponseVerifier {
    private final SignatureStage signatures;
    private final AssertionReader assertions;

    public ResponseVerifier(SignatureStage signatures) {
        this.signatures = signatures;
        this.assertions = new AssertionReader(new SubjectReader(signatures));
    }

    /** Verifies everything but the first use. */
    public Verified verify(ParsedResponse response, ProviderId provider, ProviderTrust trust, Expected expected)
            throws ProofRefused {
        SignedElement signed = signatures.verify(response, trust);
        Assertion assertion = assertions.read(signed, trust);
        return CheckedAssertion.check(signed, assertion, trust, expected).verified(provider);
    }
}
