package dev.daypass.adapters.saml.signature;

import dev.daypass.adapters.saml.xml.ProofRefused;
import dev.daypass.core.outcome.Reason;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;

/** A signature that stands beside a message in a query (SAML Bindings 3.4.4.1): over octets, no XML about it. */
public final class QuerySignature {
    private QuerySignature() {}

    /**
     * Returns if one of the keys made the signature, and refuses in every other case.
     *
     * @param algorithm as the query names it
     * @param octets what it covers
     */
    public static void verify(String algorithm, byte[] octets, byte[] value, VerificationKeys keys)
            throws ProofRefused {
        SignatureMethod method = SignatureMethod.of(algorithm)
                .filter(known -> known.jcaName().isPresent())
                .orElseThrow(() -> ProofRefused.because(
                        Reason.SIGNATURE_ALGORITHM, "S31, S32: signature algorithm of the query not in the list"));
        for (PublicKey key : keys.keys()) {
            if (method.takes(key)
                    && SignatureVerifier.isPlausible(value, key)
                    && holds(method.jcaName().orElseThrow(), octets, value, key)) {
                return;
            }
        }
        throw ProofRefused.because(Reason.SIGNATURE_INVALID, "S13, S15: no key of this provider signed this query");
    }

    private static boolean holds(String jcaName, byte[] octets, byte[] value, PublicKey key) throws ProofRefused {
        try {
            var verifier = Signature.getInstance(jcaName);
            verifier.initVerify(key);
            verifier.update(octets);
            return verifier.verify(value);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw ProofRefused.because(
                    Reason.SIGNATURE_INVALID,
                    "S25: verification failed with " + e.getClass().getSimpleName());
        }
    }
}
