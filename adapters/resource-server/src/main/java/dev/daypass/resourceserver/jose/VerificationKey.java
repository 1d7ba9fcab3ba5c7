package dev.daypass.resourceserver.jose;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A public key with the algorithms it may be used with. Keeps initialised {@link Signature}s between calls, since making
 * one costs more than an RSA verification's own overhead. Safe for several threads.
 */
public final class VerificationKey {
    private static final int ED25519_SIGNATURE = 64; // RFC 8032 section 5.1.6

    private final Optional<String> id;
    private final PublicKey key;
    private final Map<JwsAlgorithm, Queue<Signature>> idle = new EnumMap<>(JwsAlgorithm.class);

    /**
     * @param id the {@code kid}
     * @param key RSA, EC on a NIST curve, or Ed25519, already judged strong enough
     * @param algorithms which it may verify, all of the key's own shape
     */
    VerificationKey(Optional<String> id, PublicKey key, Set<JwsAlgorithm> algorithms) {
        this.id = id;
        this.key = key;
        algorithms.forEach(algorithm -> idle.put(algorithm, new ConcurrentLinkedQueue<>()));
    }

    public Optional<String> id() {
        return id;
    }

    public boolean takes(JwsAlgorithm algorithm) {
        return idle.containsKey(algorithm);
    }

    /** Whether the signature over these octets is this key's; ECDSA as {@code r ‖ s} (RFC 7518 section 3.4). */
    boolean verifies(JwsAlgorithm algorithm, byte[] signed, byte[] signature) {
        Queue<Signature> ready = idle.get(algorithm);
        if (ready == null || !hasForm(algorithm, signature)) {
            return false;
        }
        Signature verifier = ready.poll();
        try {
            if (verifier == null) {
                verifier = fresh(algorithm);
            }
            verifier.update(signed);
            boolean valid = verifier.verify(signature);
            ready.add(verifier); // verify() has put it back to its state after initVerify
            return valid;
        } catch (SignatureException notASignature) {
            return false; // and its state is unknown, so it is not kept
        }
    }

    private Signature fresh(JwsAlgorithm algorithm) {
        try {
            Signature verifier = Signature.getInstance(algorithm.jcaName());
            if (algorithm.parameters().isPresent()) {
                verifier.setParameter(algorithm.parameters().get());
            }
            verifier.initVerify(key);
            return verifier;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot verify " + algorithm.joseName(), e);
        }
    }

    /** Length, and for ECDSA both halves in 1..n-1: nothing below may be trusted to check it (CVE-2022-21449). */
    private boolean hasForm(JwsAlgorithm algorithm, byte[] signature) {
        if (key instanceof RSAPublicKey rsa) {
            return signature.length == (rsa.getModulus().bitLength() + 7) / 8;
        }
        if (key instanceof ECPublicKey ec) {
            int half = algorithm.shape().coordinateBytes();
            return signature.length == 2 * half
                    && inRange(Arrays.copyOfRange(signature, 0, half), ec)
                    && inRange(Arrays.copyOfRange(signature, half, 2 * half), ec);
        }
        return signature.length == ED25519_SIGNATURE;
    }

    private static boolean inRange(byte[] octets, ECPublicKey key) {
        var number = new BigInteger(1, octets);
        return number.signum() > 0 && number.compareTo(key.getParams().getOrder()) < 0;
    }

    @Override
    public String toString() {
        return "VerificationKey" + id;
    }
}
