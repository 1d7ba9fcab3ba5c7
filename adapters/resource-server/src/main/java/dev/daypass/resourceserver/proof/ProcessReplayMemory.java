package dev.daypass.resourceserver.proof;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** Remembers spent proofs in this process, so many at most; when it is full, it says so rather than forget. */
public final class ProcessReplayMemory implements ReplayMemory {
    /** Some 20 MB when full; at 1 minute, more than 3000 proven requests a second. */
    public static final int USUAL = 200_000;

    private final ConcurrentHashMap<String, Instant> spent = new ConcurrentHashMap<>();
    private final AtomicReference<Instant> sweepAt = new AtomicReference<>(Instant.MIN);
    private final int most;
    private final Clock clock;

    /** @param most how many proofs it remembers */
    public ProcessReplayMemory(int most, Clock clock) {
        this.most = most;
        this.clock = clock;
    }

    @Override
    public Spent spend(String key, Instant until) {
        sweep();
        if (spent.size() >= most) {
            return spent.containsKey(key) ? Spent.SEEN : Spent.UNKNOWN;
        }
        return spent.putIfAbsent(key, until) == null ? Spent.FIRST : Spent.SEEN;
    }

    /** Once a second at most, by whoever comes first. */
    private void sweep() {
        Instant now = clock.instant();
        Instant due = sweepAt.get();
        if (!now.isBefore(due) && sweepAt.compareAndSet(due, now.plusSeconds(1))) {
            spent.values().removeIf(until -> until.isBefore(now));
        }
    }
}
