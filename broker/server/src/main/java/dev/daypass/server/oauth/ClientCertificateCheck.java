package dev.daypass.server.oauth;

import dev.daypass.core.application.ClientAuthentication;
import dev.daypass.core.application.ClientAuthentication.SelfSignedTls;
import dev.daypass.core.application.ClientAuthentication.TlsSubject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertPathValidator;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/** Whether a certificate is a client's (RFC 8705 section 2). That its holder has the key, TLS has proven. */
final class ClientCertificateCheck {
    private static final String CLIENT_USE = "1.3.6.1.5.5.7.3.2";

    /** {@code x5t#S256} of a certificate (RFC 8705 section 3.1). */
    static String thumbprint(X509Certificate certificate) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }

    /** What is wrong with the certificate, if anything. */
    Optional<String> problem(X509Certificate certificate, ClientAuthentication configured, Instant now) {
        boolean timely = !now.isBefore(certificate.getNotBefore().toInstant())
                && !now.isAfter(certificate.getNotAfter().toInstant());
        if (!timely) {
            return Optional.of("O27: the client's certificate is expired or not valid yet");
        }
        if (configured instanceof SelfSignedTls own) {
            return own.thumbprints().contains(thumbprint(certificate))
                    ? Optional.empty()
                    : Optional.of("O27: the certificate is not one of the client's");
        }
        var subject = (TlsSubject) configured;
        if (!issuedBy(certificate, subject.authorities(), now)) {
            return Optional.of("O27: the certificate was not issued by the client's authorities");
        }
        return names(certificate, subject) ? Optional.empty() : Optional.of("O27: the certificate names somebody else");
    }

    private static boolean issuedBy(X509Certificate certificate, String authorities, Instant now) {
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            Set<TrustAnchor> anchors = new HashSet<>();
            for (Certificate authority : factory.generateCertificates(
                    new ByteArrayInputStream(authorities.getBytes(StandardCharsets.UTF_8)))) {
                anchors.add(new TrustAnchor((X509Certificate) authority, null));
            }
            var parameters = new PKIXParameters(anchors);
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(now));
            CertPathValidator.getInstance("PKIX").validate(factory.generateCertPath(List.of(certificate)), parameters);
            List<String> uses = certificate.getExtendedKeyUsage();
            return uses == null || uses.contains(CLIENT_USE);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static boolean names(X509Certificate certificate, TlsSubject subject) {
        return switch (subject.name()) {
            case SUBJECT_DN -> sameSubject(certificate, subject.value());
            case SAN_EMAIL -> alternative(certificate, 1).contains(subject.value());
            case SAN_DNS ->
                alternative(certificate, 2).stream().anyMatch(name -> name.toLowerCase(Locale.ROOT)
                        .equals(subject.value().toLowerCase(Locale.ROOT)));
            case SAN_URI -> alternative(certificate, 6).contains(subject.value());
            case SAN_IP -> alternative(certificate, 7).contains(subject.value());
        };
    }

    private static boolean sameSubject(X509Certificate certificate, String expected) {
        try {
            return certificate.getSubjectX500Principal().equals(new X500Principal(expected));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The names of one kind (RFC 5280 section 4.2.1.6) that are texts. */
    private static Set<String> alternative(X509Certificate certificate, int kind) {
        var names = new HashSet<String>();
        try {
            Collection<List<?>> all = certificate.getSubjectAlternativeNames();
            if (all != null) {
                for (List<?> name : all) {
                    if (name.get(0).equals(kind) && name.get(1) instanceof String text) {
                        names.add(text);
                    }
                }
            }
        } catch (CertificateParsingException e) {
            names.clear();
        }
        return names;
    }
}
