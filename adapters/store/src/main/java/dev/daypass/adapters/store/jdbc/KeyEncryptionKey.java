package dev.daypass.adapters.store.jdbc;

import dev.daypass.core.outcome.UnavailableException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key under which keys are kept in the database: whoever reads the database alone learns none of them.
 *
 * <p>AES-256-GCM (NIST SP 800-38D) with a random nonce in front; what a wrapped key is for is authenticated with it. Safe
 * for several threads.
 */
public final class KeyEncryptionKey {
    private static final int NONCE = 12;
    private static final int TAG = 16;

    private final SecretKeySpec key;
    private final SecureRandom random;

    /**
     * A key-encryption key.
     *
     * @param bytes 32, from outside the database
     */
    public KeyEncryptionKey(byte[] bytes, SecureRandom random) {
        if (bytes.length != 32) {
            throw new IllegalArgumentException("a key-encryption key has 32 bytes");
        }
        this.key = new SecretKeySpec(bytes, "AES");
        this.random = random;
    }

    /** Random bytes for a new key. */
    byte[] newKey() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return bytes;
    }

    byte[] wrap(String purpose, byte[] plain) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, purpose).doFinal(plain);
            byte[] wrapped = Arrays.copyOf(nonce, NONCE + sealed.length);
            System.arraycopy(sealed, 0, wrapped, NONCE, sealed.length);
            return wrapped;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is part of every Java platform", e);
        }
    }

    byte[] unwrap(String purpose, byte[] wrapped) {
        try {
            if (wrapped.length < NONCE + TAG) {
                throw new AEADBadTagException("too short");
            }
            return cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(wrapped, NONCE), purpose)
                    .doFinal(wrapped, NONCE, wrapped.length - NONCE);
        } catch (AEADBadTagException e) {
            throw new UnavailableException(
                    "the key-encryption key does not open the " + purpose
                            + " in the database: it is another key than the one it was stored with",
                    e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is part of every Java platform", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String purpose) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG * 8, nonce));
        cipher.updateAAD(("daypass/" + purpose).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    @Override
    public String toString() {
        return "KeyEncryptionKey";
    }
}
