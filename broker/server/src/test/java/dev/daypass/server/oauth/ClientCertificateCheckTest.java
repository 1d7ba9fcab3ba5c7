package dev.daypass.server.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.application.ClientAuthentication;
import dev.daypass.core.application.ClientAuthentication.SelfSignedTls;
import dev.daypass.core.application.ClientAuthentication.TlsSubject;
import dev.daypass.testkit.saml.SamlKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which certificate is a client's (RFC 8705 section 2, O27). */
final class ClientCertificateCheckTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final SamlKeys OWN = SamlKeys.rsa(2048, NOW.minus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(1)));
    private static final SamlKeys OTHER =
            SamlKeys.rsa(2048, NOW.minus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(1)));
    private static final String NAME =
            OWN.certificate().getSubjectX500Principal().getName();

    private final ClientCertificateCheck check = new ClientCertificateCheck();

    private Optional<String> problem(SamlKeys shown, ClientAuthentication configured, Instant now) {
        return check.problem(shown.certificate(), configured, now);
    }

    private static TlsSubject subject(TlsSubject.Name name, String value, SamlKeys authority) {
        return new TlsSubject(name, value, authority.certificatePem());
    }

    @Test
    void selfSignedIsComparedWhole() {
        var own = new SelfSignedTls(Set.of(ClientCertificateCheck.thumbprint(OWN.certificate())));
        assertEquals(Optional.empty(), problem(OWN, own, NOW));
        assertTrue(problem(OTHER, own, NOW).isPresent());
    }

    @Test
    void subjectNeedsIssuerAndName() {
        assertEquals(Optional.empty(), problem(OWN, subject(TlsSubject.Name.SUBJECT_DN, NAME, OWN), NOW));
        assertTrue(problem(OWN, subject(TlsSubject.Name.SUBJECT_DN, NAME, OTHER), NOW)
                .isPresent());
        assertTrue(problem(OTHER, subject(TlsSubject.Name.SUBJECT_DN, NAME, OWN), NOW)
                .isPresent());
        for (String name : new String[] {"CN=somebody else", NAME + ",O=more", "no name", ""}) {
            assertTrue(problem(OWN, subject(TlsSubject.Name.SUBJECT_DN, name, OWN), NOW)
                    .isPresent());
        }
        for (TlsSubject.Name kind : TlsSubject.Name.values()) {
            if (kind != TlsSubject.Name.SUBJECT_DN) {
                assertTrue(problem(OWN, subject(kind, NAME, OWN), NOW).isPresent(), kind::toString);
            }
        }
    }

    @Test
    void expiredAndFutureOnesCountNoMore() {
        var own = new SelfSignedTls(Set.of(ClientCertificateCheck.thumbprint(OWN.certificate())));
        assertTrue(problem(OWN, own, NOW.plus(Duration.ofDays(2))).isPresent());
        assertTrue(problem(OWN, own, NOW.minus(Duration.ofDays(2))).isPresent());
    }
}
