package dev.daypass.adapters.saml.key;

import dev.daypass.core.secret.Secret;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;

/**
 * The key that our requests are signed with, and the certificate that identity providers know it by. RSA signs with
 * PKCS#1 padding, elliptic curves with the two numbers side by side (RFC 4051 section 2.3.6); both with SHA-256. Safe for
 * several threads; prints no key.
 */
public final class SigningKey {
    private static final int SMALLEST_RSA = 2048;
    private static final byte[] PROBE = {1, 2, 3};

    private final PrivateKey key;
    private final X509Certificate certificate;
    private final Algorithm algorithm;

    private SigningKey(PrivateKey key, X509Certificate certificate, Algorithm algorithm) {
        this.key = key;
        this.certificate = certificate;
        this.algorithm = algorithm;
    }

    private enum Algorithm {
        RSA("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", "SHA256withRSA"),
        EC("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256", "SHA256withECDSAinP1363Format");

        private final String uri;
        private final String jcaName;

        Algorithm(String uri, String jcaName) {
            this.uri = uri;
            this.jcaName = jcaName;
        }

        static Algorithm of(PublicKey key) throws GeneralSecurityException {
            return switch (key.getAlgorithm()) {
                case "RSA" -> RSA;
                case "EC" -> EC;
                default -> throw new GeneralSecurityException("the key is neither RSA nor EC");
            };
        }
    }

    /**
     * Reads a PEM text with a key (PKCS#8) and its certificate.
     *
     * @throws GeneralSecurityException if it is not such a text, its halves do not belong together, or the key is too
     *     short; the message repeats nothing of it
     */
    public static SigningKey read(Secret pem) throws GeneralSecurityException {
        X509Certificate certificate = Pem.certificate(pem.reveal())
                .orElseThrow(() -> new GeneralSecurityException("there is no certificate beside the key"));
        Algorithm algorithm = Algorithm.of(certificate.getPublicKey());
        if (certificate.getPublicKey() instanceof RSAPublicKey rsa
                && rsa.getModulus().bitLength() < SMALLEST_RSA) {
            throw new GeneralSecurityException("the key has fewer than " + SMALLEST_RSA + " bits");
        }
        PrivateKey key = KeyFactory.getInstance(algorithm.name())
                .generatePrivate(new PKCS8EncodedKeySpec(Pem.privateKey(pem.reveal())));
        var read = new SigningKey(key, certificate, algorithm);
        if (!read.fitsItsCertificate()) {
            throw new GeneralSecurityException("the certificate is not that of the key");
        }
        return read;
    }

    private boolean fitsItsCertificate() throws GeneralSecurityException {
        var verifier = Signature.getInstance(algorithm.jcaName);
        verifier.initVerify(certificate.getPublicKey());
        verifier.update(PROBE);
        return verifier.verify(sign(PROBE));
    }

    /** The algorithm, as XML signatures and the redirect binding name it (RFC 9231). */
    public String algorithm() {
        return algorithm.uri;
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /** The key itself, for the library that signs XML. */
    public PrivateKey privateKey() {
        return key;
    }

    /** Signs octets. */
    public byte[] sign(byte[] octets) throws GeneralSecurityException {
        var signer = Signature.getInstance(algorithm.jcaName);
        signer.initSign(key);
        signer.update(octets);
        return signer.sign();
    }

    @Override
    public String toString() {
        return "SigningKey[" + algorithm + "]";
    }
}
