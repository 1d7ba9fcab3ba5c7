package dev.daypass.resourceserver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.daypass.resourceserver.jose.Base64Url;
import dev.daypass.resourceserver.jose.Sha256;
import dev.daypass.resourceserver.outcome.Reason;
import dev.daypass.resourceserver.proof.Presented;
import dev.daypass.testkit.saml.SamlKeys;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** O27: a token that is bound to a certificate is good on a connection with that certificate only. */
final class MtlsTest {
    private static final X509Certificate HOLDER = SamlKeys.ec("secp256r1").certificate();
    private static final X509Certificate STRANGER = SamlKeys.ec("secp256r1").certificate();

    private final Stage stage = Stage.open();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void o27CertificateMustBeTheBoundOne() {
        String token = bound(Map.of("x5t#S256", thumbprint(HOLDER)));
        assertEquals(Optional.empty(), reason(token, Optional.of(HOLDER)));
        assertEquals(Optional.of(Reason.BINDING_MISMATCH), reason(token, Optional.of(STRANGER)));
        assertEquals(Optional.of(Reason.BINDING_MISSING), reason(token, Optional.empty()));
    }

    /** A certificate that nothing asks for changes nothing. */
    @Test
    void unboundTokenIsGoodOnAnyConnection() {
        assertEquals(Optional.empty(), reason(stage.honest(), Optional.of(STRANGER)));
    }

    @Test
    void o27TokenBoundTwiceNeedsBothProofs() {
        String token = bound(Map.of("x5t#S256", thumbprint(HOLDER), "jkt", "x".repeat(43)));
        assertEquals(Optional.of(Reason.BINDING_MISSING), reason(token, Optional.of(HOLDER)));
    }

    @Test
    void o27ThumbprintIsComparedWhole() {
        String begins = thumbprint(HOLDER).substring(0, 42);
        assertEquals(
                Optional.of(Reason.BINDING_MISMATCH), reason(bound(Map.of("x5t#S256", begins)), Optional.of(HOLDER)));
    }

    private String bound(Map<String, Object> confirmation) {
        return stage.token().claim("cnf", confirmation).signedBy(stage.ec);
    }

    private Optional<Reason> reason(String token, Optional<X509Certificate> certificate) {
        return Stage.reason(
                stage.server.check(new Presented("GET", "/2026", List.of("Bearer " + token), List.of(), certificate)));
    }

    static String thumbprint(X509Certificate certificate) {
        try {
            return Base64Url.encode(Sha256.of(certificate.getEncoded()));
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
