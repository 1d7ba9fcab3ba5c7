package dev.daypass.adapters.saml.encryption;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The certificate in which a decryption key is published. Many identity providers take a key in no other wrapping; where
 * none stood beside the key, one is made that depends on the key alone, so that it is the same on every node and start.
 */
public final class KeyCertificate {
    private static final Instant FROM = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2049-12-31T23:59:59Z");
    private static final X500Name NAME = new X500Name("CN=Daypass assertion decryption");

    private KeyCertificate() {}

    public static X509Certificate of(DecryptionKeys.Pair pair) {
        return pair.certificate().orElseGet(() -> made(pair));
    }

    /** The certificate's DER. */
    public static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate cannot be encoded", e);
        }
    }

    // The builder knows the old Date alone.
    @SuppressWarnings("JavaUtilDate")
    private static X509Certificate made(DecryptionKeys.Pair pair) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(pair.publicKey().getEncoded());
            var serial = new BigInteger(1, digest).shiftRight(128);
            var builder = new JcaX509v3CertificateBuilder(
                    NAME, serial, Date.from(FROM), Date.from(TO), NAME, pair.publicKey());
            // RSA with PKCS#1 padding has no randomness: the same key signs the same certificate.
            var signer = new JcaContentSignerBuilder("SHA256withRSA").build(pair.privateKey());
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("no certificate can be made for a decryption key", e);
        }
    }
}
