package dev.daypass.core.keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * All generations of the broker's keys: one seals and derives, every one opens. Immutable; a rotation makes
 * another ring.
 *
 * <p>Sealing is AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce; a key should be rotated before it has sealed
 * 2^32 texts. Derivation is HMAC-SHA256 over the purpose's label. Safe for several threads.
 */
public final class KeyRing {
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int HEADER = 2;

    private final Map<Integer, Map<Purpose, SecretKeySpec>> derived = new HashMap<>();
    private final int sealing;
    private final SecureRandom random;

    /** A ring whose newest key seals. */
    public KeyRing(List<MasterKey> keys, SecureRandom random) {
        this(keys, keys.stream().mapToInt(MasterKey::version).max().orElse(0), random);
    }

    /**
     * A ring whose newest key may be too young to seal.
     *
     * @param sealing version of the key that seals, one of {@code keys}
     */
    public KeyRing(List<MasterKey> keys, int sealing, SecureRandom random) {
        this.sealing = sealing;
        this.random = random;
        for (MasterKey key : keys) {
            var purposes = new EnumMap<Purpose, SecretKeySpec>(Purpose.class);
            for (Purpose purpose : Purpose.values()) {
                byte[] label = ("daypass/" + purpose.label()).getBytes(StandardCharsets.UTF_8);
                purposes.put(
                        purpose, new SecretKeySpec(hmac(new SecretKeySpec(key.reveal(), "HmacSHA256"), label), "AES"));
            }
            derived.put(key.version(), purposes);
        }
        if (!derived.containsKey(sealing)) {
            throw new IllegalArgumentException("a key ring needs a key that seals");
        }
    }

    /** The version that seals now. */
    public int sealingVersion() {
        return sealing;
    }

    /** Seals with the key whose turn it is; the version and nonce stand in front. */
    public byte[] seal(Purpose purpose, byte[] plain) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        byte[] header = {(byte) (sealing >> 8), (byte) sealing};
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key(sealing, purpose).orElseThrow(), nonce, header);
            byte[] sealed = new byte[HEADER + NONCE + plain.length + TAG_BITS / 8];
            System.arraycopy(header, 0, sealed, 0, HEADER);
            System.arraycopy(nonce, 0, sealed, HEADER, NONCE);
            cipher.doFinal(plain, 0, plain.length, sealed, HEADER + NONCE);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is part of every Java platform", e);
        }
    }

    /** Opens what {@link #seal} made for the same purpose; empty if it is forged, changed or its key is retired. */
    public Optional<Opened> open(Purpose purpose, byte[] sealed) {
        if (sealed.length < HEADER + NONCE + TAG_BITS / 8) {
            return Optional.empty();
        }
        int version = ByteBuffer.wrap(sealed).getShort() & 0xFFFF;
        Optional<SecretKeySpec> key = key(version, purpose);
        if (key.isEmpty()) {
            return Optional.empty();
        }
        byte[] header = {sealed[0], sealed[1]};
        byte[] nonce = new byte[NONCE];
        System.arraycopy(sealed, HEADER, nonce, 0, NONCE);
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key.get(), nonce, header);
            return Optional.of(
                    new Opened(version, cipher.doFinal(sealed, HEADER + NONCE, sealed.length - HEADER - NONCE)));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is part of every Java platform", e);
        }
    }

    /** HMAC-SHA256 of a text under one generation's key for a purpose; empty if that generation is retired. */
    public Optional<byte[]> derive(int version, Purpose purpose, String text) {
        return key(version, purpose).map(key -> hmac(key, text.getBytes(StandardCharsets.UTF_8)));
    }

    /** What was opened. */
    public static final class Opened {
        private final int version;
        private final byte[] plain;

        private Opened(int version, byte[] plain) {
            this.version = version;
            this.plain = plain;
        }

        /** The generation that had sealed it. */
        public int version() {
            return version;
        }

        public byte[] plain() {
            return plain.clone();
        }
    }

    private Optional<SecretKeySpec> key(int version, Purpose purpose) {
        return Optional.ofNullable(derived.get(version)).map(purposes -> purposes.get(purpose));
    }

    private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce, byte[] header)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(header);
        return cipher;
    }

    private static byte[] hmac(SecretKeySpec key, byte[] text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is part of every Java platform", e);
        }
    }
}
