package dev.daypass.demo.saml;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * A certificate that vouches for itself (RFC 5280 4.1), which is all that SAML metadata needs: a wrapping for a public
 * key. The JDK reads certificates but makes none, hence these lines.
 */
final class SelfSignedCertificate {
    private static final Duration BEFORE = Duration.ofMinutes(5);
    private static final Duration VALID = Duration.ofDays(30);
    private static final DateTimeFormatter UTC_TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private static final int COMMON_NAME = 3;
    private static final byte[] SHA256_WITH_RSA = Der.objectId(1, 2, 840, 113549, 1, 1, 11);

    private SelfSignedCertificate() {}

    /** The DER form of a certificate for an RSA key. */
    static byte[] encode(KeyPair keys, String commonName, Instant now) {
        byte[] algorithm = Der.sequence(SHA256_WITH_RSA, Der.nothing());
        byte[] name = Der.sequence(Der.set(Der.sequence(
                Der.objectId(2, 5, 4, COMMON_NAME), Der.utf8(commonName.getBytes(StandardCharsets.UTF_8)))));
        byte[] validity = Der.sequence(time(now.minus(BEFORE)), time(now.plus(VALID)));
        byte[] body = Der.sequence(
                Der.integer(now.toEpochMilli()),
                algorithm,
                name,
                validity,
                name,
                keys.getPublic().getEncoded());
        return Der.sequence(body, algorithm, Der.bits(sign(keys, body)));
    }

    private static byte[] time(Instant instant) {
        return Der.utcTime(UTC_TIME.format(instant).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] sign(KeyPair keys, byte[] body) {
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(body);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java does not sign with RSA and SHA-256", e);
        }
    }
}
