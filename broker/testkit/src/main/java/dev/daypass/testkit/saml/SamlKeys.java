package dev.daypass.testkit.saml;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;

/** A key pair with its self-signed certificate. Making one takes long: make it once for a test class. */
public record SamlKeys(KeyPair pair, X509Certificate certificate) {
    private static final Instant FROM = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2040-01-01T00:00:00Z");

    public static SamlKeys rsa() {
        return rsa(2048);
    }

    public static SamlKeys rsa(int bits) {
        return rsa(bits, FROM, TO);
    }

    /** An RSA key whose certificate is valid between two instants. */
    public static SamlKeys rsa(int bits, Instant from, Instant to) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return of(generator.generateKeyPair(), from, to);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A key on a curve such as {@code secp256r1}. */
    public static SamlKeys ec(String curve) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return of(generator.generateKeyPair(), FROM, TO);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SamlKeys of(KeyPair pair, Instant from, Instant to) throws GeneralSecurityException {
        return new SamlKeys(pair, SelfSigned.certificate("daypass testkit", pair, from, to));
    }

    /** The certificate in base64, as metadata and KeyInfo hold it. */
    public String certificateText() {
        try {
            return Base64.getEncoder().encodeToString(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    public String certificatePem() {
        return pem("CERTIFICATE", Base64.getDecoder().decode(certificateText()));
    }

    /** The private key in PKCS#8. */
    public String privateKeyPem() {
        return pem("PRIVATE KEY", pair.getPrivate().getEncoded());
    }

    boolean isRsa() {
        return pair.getPrivate().getAlgorithm().equals("RSA");
    }

    private static String pem(String label, byte[] content) {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(content);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }

    @Override
    public String toString() {
        return "SamlKeys[" + pair.getPublic().getAlgorithm() + "]";
    }
}
