package dev.daypass.core.config;

import dev.daypass.core.config.form.Placed;
import dev.daypass.core.config.form.Reading;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the certificates (PEM) in files beside the configuration. */
record CertificateReader(Reading reading, Attachments attachments) {
    /** The text of a file that holds certificates. */
    Optional<String> pem(Placed<String> file) {
        return text(file).filter(text -> !certificates(file, text).isEmpty());
    }

    /** {@code x5t#S256} of all certificates of some files (RFC 8705 section 3.1). */
    Optional<Set<String>> thumbprints(List<Placed<String>> files) {
        var thumbprints = new LinkedHashSet<String>();
        for (Placed<String> file : files) {
            text(file).ifPresent(text -> certificates(file, text)
                    .forEach(certificate -> thumbprints.add(thumbprint(certificate))));
        }
        return thumbprints.isEmpty() ? Optional.empty() : Optional.of(thumbprints);
    }

    private Optional<String> text(Placed<String> file) {
        Optional<String> text = attachments.text(file.value());
        if (text.isEmpty()) {
            reading.error(
                    "missing-file",
                    file.source(),
                    "there is no file `" + file.value() + "` in the configuration directory",
                    "put it there; paths are relative to that directory");
        }
        return text;
    }

    private Collection<? extends Certificate> certificates(Placed<String> file, String pem) {
        Collection<? extends Certificate> certificates = List.of();
        try {
            certificates = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
        } catch (CertificateException e) {
            // Told below, like a file without any.
            certificates = List.of();
        }
        if (certificates.isEmpty()) {
            reading.error(
                    "no-certificate",
                    file.source(),
                    "`" + file.value() + "` holds no certificate",
                    "put one in PEM form there, beginning with `-----BEGIN CERTIFICATE-----`");
        }
        return certificates;
    }

    private static String thumbprint(Certificate certificate) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }
}
