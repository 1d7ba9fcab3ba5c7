package dev.daypass.server.oauth;

import dev.daypass.core.keys.KeyRing;
import dev.daypass.core.keys.Purpose;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Supplier;

/** Nonces for DPoP proofs (RFC 9449 section 8): the time of their making, sealed, so that any node knows its own. */
public final class DpopNonces {
    private static final Duration LIFE = Duration.ofMinutes(5);

    private final Supplier<KeyRing> keys;

    public DpopNonces(Supplier<KeyRing> keys) {
        this.keys = keys;
    }

    /** A new nonce. */
    public String next(Instant now) {
        byte[] time =
                ByteBuffer.allocate(Long.BYTES).putLong(now.toEpochMilli()).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(keys.get().seal(Purpose.DPOP_NONCE, time));
    }

    /** Whether a nonce is ours and fresh. */
    public boolean accepts(String nonce, Instant now) {
        try {
            return keys.get()
                    .open(Purpose.DPOP_NONCE, Base64.getUrlDecoder().decode(nonce))
                    .map(opened ->
                            Instant.ofEpochMilli(ByteBuffer.wrap(opened.plain()).getLong()))
                    .filter(made -> now.isBefore(made.plus(LIFE)))
                    .isPresent();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
