package dev.daypass.testkit.saml;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.MGF1ParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;

/** Encrypts texts as XML Encryption 1.1 does: AES-256 in GCM or CBC, its key by RSA-OAEP. */
final class XmlEncrypter {
    private static final String OAEP = "<xenc:EncryptionMethod"
            + " Algorithm=\"http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p\">"
            + "<ds:DigestMethod Algorithm=\"http://www.w3.org/2000/09/xmldsig#sha1\"/></xenc:EncryptionMethod>";

    private final SecureRandom random = new SecureRandom();

    /** An {@code EncryptedData} of a text. */
    String encrypt(String plain, ResponseSpec.Encryption encryption) {
        byte[] content = random(32);
        try {
            byte[] body =
                    switch (encryption.mode()) {
                        case GCM -> gcm(content, plain.getBytes(StandardCharsets.UTF_8));
                        case CBC -> cbc(content, plain.getBytes(StandardCharsets.UTF_8));
                    };
            String algorithm =
                    switch (encryption.mode()) {
                        case GCM -> "http://www.w3.org/2009/xmlenc11#aes256-gcm";
                        case CBC -> "http://www.w3.org/2001/04/xmlenc#aes256-cbc";
                    };
            return "<xenc:EncryptedData xmlns:xenc=\"http://www.w3.org/2001/04/xmlenc#\""
                    + " xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\""
                    + " Type=\"http://www.w3.org/2001/04/xmlenc#Element\">"
                    + "<xenc:EncryptionMethod Algorithm=\"" + algorithm + "\"/>"
                    + "<ds:KeyInfo><xenc:EncryptedKey>" + OAEP
                    + cipherData(oaep(content, encryption.recipient())) + "</xenc:EncryptedKey></ds:KeyInfo>"
                    + cipherData(body) + "</xenc:EncryptedData>";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String cipherData(byte[] bytes) {
        return "<xenc:CipherData><xenc:CipherValue>" + Base64.getEncoder().encodeToString(bytes)
                + "</xenc:CipherValue></xenc:CipherData>";
    }

    private byte[] gcm(byte[] key, byte[] plain) throws GeneralSecurityException {
        byte[] nonce = random(12);
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
        return joined(nonce, cipher.doFinal(plain));
    }

    /** ISO 10126 padding, of which PKCS#7's is one spelling. */
    private byte[] cbc(byte[] key, byte[] plain) throws GeneralSecurityException {
        byte[] vector = random(16);
        var cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(vector));
        return joined(vector, cipher.doFinal(plain));
    }

    private static byte[] oaep(byte[] key, PublicKey recipient) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
        cipher.init(
                Cipher.ENCRYPT_MODE,
                recipient,
                new OAEPParameterSpec("SHA-1", "MGF1", MGF1ParameterSpec.SHA1, PSource.PSpecified.DEFAULT));
        return cipher.doFinal(key);
    }

    private byte[] random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
