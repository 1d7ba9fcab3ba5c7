package dev.daypass.adapters.saml.metadata;

import dev.daypass.adapters.saml.signature.VerificationKeys;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One identity provider as its metadata describes it.
 *
 * @param keys the keys marked for signing or for nothing in particular, weak ones included
 * @param certificates those keys' certificates, as far as there are any
 * @param validUntil the earliest {@code validUntil} around it
 * @param signOn where people are sent to sign in
 * @param signOut where logout messages go
 */
public record IdpDescription(
        String entityId,
        List<PublicKey> keys,
        List<X509Certificate> certificates,
        Optional<Instant> validUntil,
        SignOn signOn,
        SignOut signOut) {
    public IdpDescription {
        keys = List.copyOf(keys);
        certificates = List.copyOf(certificates);
    }

    /** The keys that signatures are checked with. */
    public VerificationKeys verificationKeys() {
        return new VerificationKeys(keys);
    }
}
