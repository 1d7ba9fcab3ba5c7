package dev.daypass.core.keys;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.time.Instant;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * One generation of a signing key. Prepared {@link Signature} objects are kept, since making one costs more than some
 * signatures do. Safe for several threads.
 */
public final class SigningKey {
    private final SigningAlgorithm algorithm;
    private final int generation;
    private final Instant created;
    private final PublicJwk jwk;
    private final PrivateKey privateKey;
    private final PublicKey publicKey;
    private final Queue<Signature> signers = new ConcurrentLinkedQueue<>();
    private final Queue<Signature> verifiers = new ConcurrentLinkedQueue<>();

    SigningKey(SigningAlgorithm algorithm, int generation, Instant created, KeyPair pair) {
        this.algorithm = algorithm;
        this.generation = generation;
        this.created = created;
        this.privateKey = pair.getPrivate();
        this.publicKey = pair.getPublic();
        this.jwk = PublicJwk.of(algorithm, publicKey);
    }

    static SigningKey fresh(SigningAlgorithm algorithm, int generation, Instant created, SecureRandom random) {
        try {
            return new SigningKey(algorithm, generation, created, algorithm.newPair(random));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(algorithm.joseName() + " is part of every Java platform", e);
        }
    }

    public SigningAlgorithm algorithm() {
        return algorithm;
    }

    public int generation() {
        return generation;
    }

    public Instant created() {
        return created;
    }

    /** The key's name: its thumbprint (RFC 7638). */
    public String kid() {
        return jwk.kid();
    }

    /** The public key as a JSON Web Key (RFC 7517). */
    public Map<String, String> jwk() {
        return jwk.members();
    }

    /** The signature as JWS carries it (RFC 7518 section 3.4: R and S side by side). */
    byte[] sign(byte[] text) {
        try {
            Signature kept = signers.poll();
            Signature signer = kept == null ? signer() : kept;
            signer.update(text);
            byte[] signature = signer.sign();
            signers.add(signer);
            return signature;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key of ours does not sign", e);
        }
    }

    boolean verifies(byte[] text, byte[] signature) {
        try {
            Signature kept = verifiers.poll();
            Signature verifier = kept == null ? verifier() : kept;
            verifier.update(text);
            boolean good = verifier.verify(signature);
            verifiers.add(verifier);
            return good;
        } catch (SignatureException e) {
            // A signature of another form; the verifier is not kept, for its state is unknown.
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key of ours does not verify", e);
        }
    }

    KeyPair pair() {
        return new KeyPair(publicKey, privateKey);
    }

    private Signature signer() throws GeneralSecurityException {
        Signature made = algorithm.signature();
        made.initSign(privateKey);
        return made;
    }

    private Signature verifier() throws GeneralSecurityException {
        Signature made = algorithm.signature();
        made.initVerify(publicKey);
        return made;
    }

    @Override
    public String toString() {
        return "SigningKey[" + algorithm + ", " + generation + ", " + kid() + "]";
    }
}
