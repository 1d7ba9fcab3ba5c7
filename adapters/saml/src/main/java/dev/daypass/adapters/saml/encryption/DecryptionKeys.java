package dev.daypass.adapters.saml.encryption;

import dev.daypass.core.secret.Secret;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Our RSA keys for encrypted assertions, newest first; several while they are changed. Prints no key. */
public final class DecryptionKeys {
    private static final String KEY = "PRIVATE KEY";
    private static final String CERTIFICATE = "CERTIFICATE";

    private final List<Pair> pairs;

    private DecryptionKeys(List<Pair> pairs) {
        this.pairs = List.copyOf(pairs);
    }

    /**
     * One key with what others need to encrypt to it.
     *
     * @param certificate the certificate that stood beside the key, if one did
     */
    public record Pair(PrivateKey privateKey, PublicKey publicKey, Optional<X509Certificate> certificate) {
        @Override
        public String toString() {
            return "Pair[***]";
        }
    }

    /**
     * Reads PEM texts: each holds a PKCS#8 RSA key and may hold its certificate.
     *
     * @throws GeneralSecurityException if one is not such a text; its message repeats nothing of it
     */
    public static DecryptionKeys read(List<Secret> texts) throws GeneralSecurityException {
        var pairs = new ArrayList<Pair>();
        for (Secret text : texts) {
            pairs.add(pair(text.reveal()));
        }
        return new DecryptionKeys(pairs);
    }

    public List<Pair> pairs() {
        return pairs;
    }

    private static Pair pair(String pem) throws GeneralSecurityException {
        byte[] encoded = block(pem, KEY)
                .orElseThrow(
                        () -> new GeneralSecurityException("a decryption key is not a PEM `PRIVATE KEY` (PKCS#8)"));
        var factory = KeyFactory.getInstance("RSA");
        PrivateKey key = factory.generatePrivate(new PKCS8EncodedKeySpec(encoded));
        if (!(key instanceof RSAPrivateCrtKey rsa)) {
            throw new GeneralSecurityException("a decryption key is not an RSA key");
        }
        var publicKey = factory.generatePublic(new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent()));
        Optional<byte[]> certificate = block(pem, CERTIFICATE);
        return new Pair(
                key, publicKey, certificate.isPresent() ? Optional.of(x509(certificate.get())) : Optional.empty());
    }

    private static X509Certificate x509(byte[] encoded) throws GeneralSecurityException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
    }

    private static Optional<byte[]> block(String pem, String label) throws GeneralSecurityException {
        String begin = "-----BEGIN " + label + "-----";
        int from = pem.indexOf(begin);
        int to = pem.indexOf("-----END " + label + "-----");
        if (from < 0 || to < from) {
            return Optional.empty();
        }
        try {
            String body = pem.substring(from + begin.length(), to);
            return Optional.of(Base64.getMimeDecoder().decode(body.getBytes(StandardCharsets.US_ASCII)));
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("a PEM `" + label + "` is not base64", e);
        }
    }

    @Override
    public String toString() {
        return "DecryptionKeys[" + pairs.size() + "]";
    }
}
