package dev.daypass.core.application;

import dev.daypass.core.keys.SigningAlgorithm;

/**
 * How a client's tokens are made.
 *
 * @param dpop whether it must prove possession of a key (RFC 9449)
 * @param certificate whether its tokens are bound to the certificate it calls with (RFC 8705 section 3)
 * @param algorithm that signs them
 */
public record TokenPolicy(DpopUse dpop, CertificateUse certificate, SigningAlgorithm algorithm) {
    /** Whether a DPoP proof is demanded; one that is sent is checked, and binds, in any case. */
    public enum DpopUse {
        REQUIRED,
        OPTIONAL
    }

    /** Whether tokens are bound to the client's certificate. */
    public enum CertificateUse {
        BOUND,
        UNBOUND
    }
}
