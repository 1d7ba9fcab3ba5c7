package dev.daypass.bench.limit;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.concurrent.Callable;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The cryptography of an exchange and nothing else: verify one RSA-2048 signature, digest the signed text, draw random
 * bytes, seal a session. In CPU microseconds of the measuring thread, the least of seven rounds.
 */
public final class CryptoLimit {
    private static final int ROUNDS = 7;

    private final KeyPair rsa;
    private final KeyPair curve;
    private final byte[] assertion = new byte[8_700];
    private final byte[] token = new byte[1_200];
    private final byte[] session = new byte[1_024];
    private final byte[] assertionSignature;
    private final byte[] tokenSignature;
    private final SecretKeySpec seal = new SecretKeySpec(new byte[32], "AES");
    private final SecureRandom random = new SecureRandom();

    public CryptoLimit() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        rsa = generator.generateKeyPair();
        var curves = KeyPairGenerator.getInstance("EC");
        curves.initialize(new ECGenParameterSpec("secp256r1"));
        curve = curves.generateKeyPair();
        assertionSignature = sign(assertion);
        tokenSignature = sign(token);
    }

    /** A Response of 9 KB in, a sealed session out. */
    public double samlMicros() throws Exception {
        return least(() -> {
            MessageDigest.getInstance("SHA-256").digest(assertion);
            return verified(assertion, assertionSignature) && sealed();
        });
    }

    /** A token signed with RS256 in, a sealed session out. */
    public double tokenMicros() throws Exception {
        return least(() -> verified(token, tokenSignature) && sealed());
    }

    /** A Response of 9 KB in, a token signed with ES256 out, the sealed session in it. */
    public double samlToTokenMicros() throws Exception {
        return least(() -> {
            MessageDigest.getInstance("SHA-256").digest(assertion);
            return verified(assertion, assertionSignature) && sealed() && signedByCurve();
        });
    }

    /** A token signed with RS256 in, one signed with ES256 out, the sealed session in it. */
    public double tokenToTokenMicros() throws Exception {
        return least(() -> verified(token, tokenSignature) && sealed() && signedByCurve());
    }

    private boolean signedByCurve() throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(curve.getPrivate());
        signature.update(token);
        return signature.sign().length > 0;
    }

    private byte[] sign(byte[] text) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(rsa.getPrivate());
        signature.update(text);
        return signature.sign();
    }

    private boolean verified(byte[] text, byte[] signed) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(rsa.getPublic());
        signature.update(text);
        return signature.verify(signed);
    }

    private boolean sealed() throws GeneralSecurityException {
        byte[] nonce = new byte[12];
        random.nextBytes(nonce);
        Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
        gcm.init(Cipher.ENCRYPT_MODE, seal, new GCMParameterSpec(128, nonce));
        return gcm.doFinal(session).length > session.length;
    }

    private static double least(Callable<Boolean> operation) throws Exception {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        burn(operation, 20_000);
        double least = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long begin = threads.getCurrentThreadCpuTime();
            burn(operation, 5_000);
            least = Math.min(least, (threads.getCurrentThreadCpuTime() - begin) / 1e3 / 5_000);
        }
        return least;
    }

    private static void burn(Callable<Boolean> operation, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            if (!operation.call()) {
                throw new IllegalStateException("the operation failed");
            }
        }
    }
}
