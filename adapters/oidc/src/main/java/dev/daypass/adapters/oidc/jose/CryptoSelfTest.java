package dev.daypass.adapters.oidc.jose;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Asks the Java that runs, before it serves anybody, whether its signature checks can be trusted: each algorithm accepts
 * an honest signature, refuses it over other bytes, and ECDSA refuses the all-zero one (CVE-2022-21449). The last is
 * asked of {@link Signature} itself, since a Java that fails it also fails TLS.
 */
public final class CryptoSelfTest {
    private static final byte[] MESSAGE = {'d', 'a', 'y', 'p', 'a', 's', 's'};
    private static final byte[] OTHER = {'d', 'e', 'y', 'p', 'a', 's', 's'};

    private final SecureRandom random;
    private final Set<JwsAlgorithm> algorithms;

    /** @param random for the test's own keys */
    public CryptoSelfTest(SecureRandom random) {
        this(random, EnumSet.allOf(JwsAlgorithm.class));
    }

    CryptoSelfTest(SecureRandom random, Set<JwsAlgorithm> algorithms) {
        this.random = random;
        this.algorithms = algorithms;
    }

    /** What this Java does wrong, a sentence each; empty if it may be used. Takes some tens of milliseconds. */
    public List<String> problems() {
        var problems = new ArrayList<String>();
        for (KeyShape shape : KeyShape.values()) {
            List<JwsAlgorithm> ofShape = algorithms.stream()
                    .filter(algorithm -> algorithm.shape() == shape)
                    .toList();
            if (!ofShape.isEmpty()) {
                check(shape, ofShape, problems);
            }
        }
        return List.copyOf(problems);
    }

    private void check(KeyShape shape, List<JwsAlgorithm> ofShape, List<String> problems) {
        try {
            KeyPair pair = pair(shape);
            for (JwsAlgorithm algorithm : ofShape) {
                check(algorithm, pair).ifPresent(problems::add);
            }
        } catch (GeneralSecurityException | RuntimeException e) {
            problems.add("this Java cannot sign or verify with " + shape + " keys: "
                    + e.getClass().getSimpleName());
        }
    }

    private Optional<String> check(JwsAlgorithm algorithm, KeyPair pair) throws GeneralSecurityException {
        byte[] signature = sign(algorithm, pair);
        var key = new VerificationKey(Optional.empty(), pair.getPublic(), EnumSet.of(algorithm));
        if (!key.verifies(algorithm, MESSAGE, signature)) {
            return Optional.of("this Java refuses an honest " + algorithm.joseName() + " signature");
        }
        if (key.verifies(algorithm, OTHER, signature)) {
            return Optional.of("this Java accepts an " + algorithm.joseName() + " signature over other bytes");
        }
        return algorithm.shape().coordinateBytes() > 0 && acceptsZeros(algorithm, pair, signature.length)
                ? Optional.of("this Java accepts an all-zero " + algorithm.joseName()
                        + " signature (CVE-2022-21449): anybody can sign; update it")
                : Optional.empty();
    }

    private static boolean acceptsZeros(JwsAlgorithm algorithm, KeyPair pair, int length) {
        try {
            Signature verifier = Signature.getInstance(algorithm.jcaName());
            verifier.initVerify(pair.getPublic());
            verifier.update(MESSAGE);
            return verifier.verify(new byte[length]);
        } catch (GeneralSecurityException refused) {
            return false;
        }
    }

    private static byte[] sign(JwsAlgorithm algorithm, KeyPair pair) throws GeneralSecurityException {
        Signature signer = Signature.getInstance(algorithm.jcaName());
        if (algorithm.parameters().isPresent()) {
            signer.setParameter(algorithm.parameters().get());
        }
        signer.initSign(pair.getPrivate());
        signer.update(MESSAGE);
        return signer.sign();
    }

    private KeyPair pair(KeyShape shape) throws GeneralSecurityException {
        AlgorithmParameterSpec spec =
                switch (shape) {
                    case RSA -> new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4);
                    case P256 -> new ECGenParameterSpec("secp256r1");
                    case P384 -> new ECGenParameterSpec("secp384r1");
                    case P521 -> new ECGenParameterSpec("secp521r1");
                    case ED25519 -> NamedParameterSpec.ED25519;
                };
        String family =
                switch (shape) {
                    case RSA -> "RSA";
                    case P256, P384, P521 -> "EC";
                    case ED25519 -> "Ed25519";
                };
        KeyPairGenerator generator = KeyPairGenerator.getInstance(family);
        generator.initialize(spec, random);
        return generator.generateKeyPair();
    }
}
