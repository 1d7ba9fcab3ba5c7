package dev.daypass.core.config;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** Key material as configuration gives it: whether it is what it should be. */
final class Encodings {
    private static final int KEY_BYTES = 32;

    private Encodings() {}

    /** Whether the text is base64 of exactly 32 bytes. */
    static boolean isKey(String text) {
        return decoded(text.strip()).filter(bytes -> bytes.length == KEY_BYTES).isPresent();
    }

    /** The first certificate of a PEM text. */
    static Optional<X509Certificate> certificate(String pem) {
        try {
            var bytes = new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8));
            return Optional.of(
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(bytes));
        } catch (CertificateException e) {
            return Optional.empty();
        }
    }

    /** Whether the text is a private key in PEM, PKCS#8, not encrypted; its certificate may stand before or behind it. */
    static boolean isPrivateKey(String pem) {
        String begin = "-----BEGIN PRIVATE KEY-----";
        String end = "-----END PRIVATE KEY-----";
        int from = pem.indexOf(begin);
        int to = pem.indexOf(end);
        if (from < 0 || to < from) {
            return false;
        }
        String beside = (pem.substring(0, from) + pem.substring(to + end.length())).strip();
        if (!beside.isEmpty() && certificate(beside).isEmpty()) {
            return false;
        }
        return decoded(pem.substring(from + begin.length(), to).replaceAll("\\s", ""))
                .isPresent();
    }

    /** Whether a private key in PEM has its certificate before or behind it. */
    static boolean holdsCertificate(String pem) {
        int from = pem.indexOf("-----BEGIN CERTIFICATE-----");
        return from >= 0 && certificate(pem.substring(from)).isPresent();
    }

    /** The SHA-256 of a text, in hexadecimal. */
    static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }

    private static Optional<byte[]> decoded(String base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
