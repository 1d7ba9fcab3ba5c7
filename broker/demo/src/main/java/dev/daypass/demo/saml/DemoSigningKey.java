package dev.daypass.demo.saml;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;

/** A fresh key for a service provider's own messages, with its certificate: what {@code requestSigningKey} takes. */
public final class DemoSigningKey {
    private static final int LINE = 64;

    private DemoSigningKey() {}

    /** Key (PKCS#8) and certificate, one behind the other in PEM (RFC 7468). */
    public static String pem(Clock clock, SecureRandom random) {
        KeyPair keys = DemoSamlIdentityProvider.keys(random);
        byte[] certificate = SelfSignedCertificate.encode(keys, "Daypass demo broker", clock.instant());
        return block("PRIVATE KEY", keys.getPrivate().getEncoded()) + block("CERTIFICATE", certificate);
    }

    private static String block(String label, byte[] content) {
        byte[] lineEnd = "\n".getBytes(StandardCharsets.US_ASCII);
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(LINE, lineEnd).encodeToString(content) + "\n-----END " + label + "-----\n";
    }
}
