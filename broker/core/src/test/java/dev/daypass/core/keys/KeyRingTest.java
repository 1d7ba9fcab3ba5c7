package dev.daypass.core.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class KeyRingTest {
    private static final byte[] TEXT = "a session".getBytes(StandardCharsets.UTF_8);

    private static MasterKey key(int version) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) version;
        return new MasterKey(version, Instant.EPOCH, bytes);
    }

    private static KeyRing ring(MasterKey... keys) {
        return new KeyRing(List.of(keys), new SecureRandom());
    }

    @Test
    void everyGenerationOpensWhatItSealed() {
        byte[] sealed = ring(key(1)).seal(Purpose.SESSION_TOKEN, TEXT);
        KeyRing rotated = ring(key(1), key(2));
        assertArrayEquals(
                TEXT, rotated.open(Purpose.SESSION_TOKEN, sealed).orElseThrow().plain());
        assertEquals(2, rotated.sealingVersion());
        assertTrue(ring(key(2)).open(Purpose.SESSION_TOKEN, sealed).isEmpty());
    }

    @Test
    void whatIsSealedForOnePurposeDoesNotOpenForAnother() {
        KeyRing ring = ring(key(1));
        byte[] sealed = ring.seal(Purpose.SESSION_TOKEN, TEXT);
        assertTrue(ring.open(Purpose.SESSION_TOKEN, sealed).isPresent());
        assertFalse(ring.open(Purpose.AUTHORIZATION_MESSAGE, sealed).isPresent());
    }

    @Test
    void everyChangedBitIsNoticed() {
        KeyRing ring = ring(key(1), key(257));
        byte[] sealed = ring.seal(Purpose.SESSION_TOKEN, TEXT);
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertTrue(ring.open(Purpose.SESSION_TOKEN, changed).isEmpty(), "bit " + bit);
        }
        for (int length = 0; length < sealed.length; length++) {
            assertTrue(ring.open(Purpose.SESSION_TOKEN, Arrays.copyOf(sealed, length))
                    .isEmpty());
        }
    }

    @Test
    void keysDoNotPrint() {
        assertEquals("MasterKey[1]", key(1).toString());
    }
}
