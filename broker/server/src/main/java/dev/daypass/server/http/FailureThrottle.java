package dev.daypass.server.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.daypass.core.snapshot.RequestContext;
import java.time.Duration;
import java.time.Instant;

/**
 * Makes guessing slow: each address has a bucket of failed attempts that refills by the minute, one for all entrances
 * together. Only failures count, so that busy honest callers never meet it. Memory is bounded: at most a hundred
 * thousand addresses are remembered, IPv6 by its /64. Safe for several threads.
 */
public final class FailureThrottle {
    private static final int MOST_ADDRESSES = 100_000;
    private static final Duration REFILL = Duration.ofMinutes(1);

    private final Cache<String, Bucket> buckets;
    private final int capacity;

    /**
     * @param perMinute failures an address may have at once, and is given back within a minute
     */
    public FailureThrottle(int perMinute) {
        this.capacity = perMinute;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MOST_ADDRESSES)
                .expireAfterWrite(REFILL.multipliedBy(2))
                .build();
    }

    /** Whether an address may try at all. */
    public boolean admits(String address, Instant now) {
        Bucket bucket = buckets.getIfPresent(source(address));
        return bucket == null || refilled(bucket, now).left() >= 1;
    }

    /** Notes a failed attempt. */
    public void failed(String address, Instant now) {
        buckets.asMap().compute(source(address), (source, known) -> {
            Bucket bucket = known == null ? new Bucket(capacity, now) : refilled(known, now);
            return new Bucket(Math.max(0, bucket.left() - 1), now);
        });
    }

    private Bucket refilled(Bucket bucket, Instant now) {
        // A clock that goes back refills nothing.
        long passed = Math.max(0, Duration.between(bucket.at(), now).toMillis());
        double more = (double) capacity * passed / REFILL.toMillis();
        return new Bucket(Math.min(capacity, bucket.left() + more), now);
    }

    private static String source(String address) {
        return RequestContext.Client.source(address);
    }

    private record Bucket(double left, Instant at) {}
}
