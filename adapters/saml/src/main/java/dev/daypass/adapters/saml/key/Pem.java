package dev.daypass.adapters.saml.key;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Optional;

/** Reads blocks of PEM texts (RFC 7468). Its messages repeat nothing of what it reads. */
public final class Pem {
    private Pem() {}

    /**
     * The octets of the private key (PKCS#8) in a text.
     *
     * @throws GeneralSecurityException if there is none
     */
    public static byte[] privateKey(String text) throws GeneralSecurityException {
        return block(text, "PRIVATE KEY")
                .orElseThrow(() -> new GeneralSecurityException("there is no PEM `PRIVATE KEY` (PKCS#8)"));
    }

    /**
     * The certificate in a text, if there is one.
     *
     * @throws GeneralSecurityException if it cannot be read
     */
    public static Optional<X509Certificate> certificate(String text) throws GeneralSecurityException {
        Optional<byte[]> encoded = block(text, "CERTIFICATE");
        return encoded.isPresent() ? Optional.of(x509(encoded.get())) : Optional.empty();
    }

    private static X509Certificate x509(byte[] encoded) throws GeneralSecurityException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
    }

    private static Optional<byte[]> block(String text, String label) throws GeneralSecurityException {
        String begin = "-----BEGIN " + label + "-----";
        int from = text.indexOf(begin);
        int to = text.indexOf("-----END " + label + "-----");
        if (from < 0 || to < from) {
            return Optional.empty();
        }
        try {
            String body = text.substring(from + begin.length(), to);
            return Optional.of(Base64.getMimeDecoder().decode(body.getBytes(StandardCharsets.US_ASCII)));
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("a PEM `" + label + "` is not base64", e);
        }
    }
}
