package dev.daypass.core.audit;

import dev.daypass.core.keys.KeyRing;
import dev.daypass.core.keys.Purpose;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Signs the heads of audit chains, so that nobody without the broker's keys can compute a changed chain anew.
 *
 * <p>A seal is {@code VERSION.HMAC}: the generation of the master key and an HMAC-SHA256 (RFC 2104), under that
 * generation's key for {@link Purpose#AUDIT_FINGERPRINT}, over node, sequence and hash. Safe for several threads.
 */
public final class AuditSeal {
    private final Supplier<KeyRing> keys;

    /** What a seal proves. */
    public enum Verdict {
        /** The broker made it over this very head. */
        GENUINE,
        /** The broker did not make it, or over another head. */
        FORGED,
        /** Its key is retired: nothing can be said. */
        KEY_RETIRED
    }

    /**
     * Seals with whatever ring is current.
     *
     * @param keys asked at every seal, since a rotation makes another ring
     */
    public AuditSeal(Supplier<KeyRing> keys) {
        this.keys = keys;
    }

    /** The seal of a head. */
    public String of(AuditHead head) {
        KeyRing ring = keys.get();
        return seal(ring, ring.sealingVersion(), head).orElseThrow();
    }

    /** What a seal proves about a head. */
    public Verdict check(AuditHead head, String seal) {
        int version = Integer.parseInt(seal.substring(0, seal.indexOf('.')));
        Optional<String> expected = seal(keys.get(), version, head);
        if (expected.isEmpty()) {
            return Verdict.KEY_RETIRED;
        }
        return MessageDigest.isEqual(bytes(expected.get()), bytes(seal)) ? Verdict.GENUINE : Verdict.FORGED;
    }

    private static Optional<String> seal(KeyRing ring, int version, AuditHead head) {
        return ring.derive(version, Purpose.AUDIT_FINGERPRINT, head.sealedText())
                .map(mac -> version + "." + HexFormat.of().formatHex(mac));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
