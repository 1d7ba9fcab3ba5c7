package dev.daypass.adapters.store.memory;

import dev.daypass.core.signin.ReplayStore;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Spent proofs of one node until it stops: 128 bits of a keyed hash each, about 80 bytes of memory.
 *
 * <p>What has been forgotten counts as spent, as long as anybody could still name it.
 */
public final class InMemoryReplayStore implements ReplayStore {
    private final SecretKeySpec key;
    private final Set<Spent> spent = ConcurrentHashMap.newKeySet();
    private volatile long forgottenUntil = Long.MIN_VALUE;

    public InMemoryReplayStore(SecureRandom random) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        this.key = new SecretKeySpec(bytes, "HmacSHA256");
    }

    @Override
    public Spending spend(String proof, Instant until) {
        ByteBuffer hash = hash(proof);
        long forgetAfter = until.toEpochMilli();
        if (forgetAfter < forgottenUntil) {
            return Spending.SEEN;
        }
        return spent.add(new Spent(hash.getLong(), hash.getLong(), forgetAfter)) ? Spending.FIRST : Spending.SEEN;
    }

    /** Forgets proofs that would be refused as expired anyway. */
    public void forgetExpired(Instant before) {
        long horizon = Math.max(forgottenUntil, before.toEpochMilli());
        forgottenUntil = horizon;
        spent.removeIf(proof -> proof.forgetAfter < horizon);
    }

    private ByteBuffer hash(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return ByteBuffer.wrap(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is part of every Java platform", e);
        }
    }

    /** A spent proof; equal to another by its hash alone. */
    private static final class Spent {
        private final long high;
        private final long low;
        private final long forgetAfter;

        Spent(long high, long low, long forgetAfter) {
            this.high = high;
            this.low = low;
            this.forgetAfter = forgetAfter;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Spent that && high == that.high && low == that.low;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(low);
        }
    }
}
