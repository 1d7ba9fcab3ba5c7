package dev.daypass.core.keys;

import java.time.Instant;

/** One generation of the broker's secret, 32 random bytes. Versions count up from 1; sealed texts name theirs. */
public final class MasterKey {
    private final int version;
    private final Instant created;
    private final byte[] bytes;

    public MasterKey(int version, Instant created, byte[] bytes) {
        if (bytes.length != 32) {
            throw new IllegalArgumentException("a master key has 32 bytes");
        }
        if (version < 1 || version > 0xFFFF) {
            throw new IllegalArgumentException("a key version lies between 1 and 65535");
        }
        this.version = version;
        this.created = created;
        this.bytes = bytes.clone();
    }

    public int version() {
        return version;
    }

    public Instant created() {
        return created;
    }

    /** The bytes, for deriving and for wrapped storage only. */
    public byte[] reveal() {
        return bytes.clone();
    }

    @Override
    public String toString() {
        return "MasterKey[" + version + "]";
    }
}
