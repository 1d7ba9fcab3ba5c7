package dev.daypass.adapters.directory.ldap;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/**
 * Has every "not right" take one time: a directory finds an entry and computes the hash of a password only for accounts
 * that exist, and neither for a locked one, so that its clock would tell who does (security L08). All of them, those of
 * people too, are told when nearly all wrong passwords of people would have been judged. Safe for several threads.
 */
final class BindPace implements AutoCloseable {
    /** As long as too few wrong passwords were refused to know better. */
    static final Duration AT_FIRST = Duration.ofMillis(100);

    static final int REMEMBERED = 32;
    /** Of so many, one may have taken longer, or every hiccup of a server would be felt by all for long. */
    static final int ONE_SLOWER_OF = 8;

    private final long longest;
    private final Pause pause;
    private final Deque<Long> newest = new ArrayDeque<>();
    private long assumed = AT_FIRST.toNanos();

    /**
     * @param longest nobody is kept waiting longer
     * @param pause closed with this
     */
    BindPace(Duration longest, Pause pause) {
        this.longest = longest.toNanos();
        this.pause = pause;
    }

    /**
     * A right password of somebody was taken: it takes about as long as a wrong one, so it is better than a guess.
     *
     * @param nanos since the look for the name began
     */
    synchronized void right(long nanos) {
        if (newest.isEmpty()) {
            assumed = Math.max(assumed, nanos);
        }
    }

    /**
     * A wrong password of somebody was refused. Nobody else's count, or whoever makes names up would set the pace.
     *
     * @param nanos since the look for the name began
     */
    synchronized void wrong(long nanos) {
        newest.addLast(nanos);
        if (newest.size() > REMEMBERED) {
            newest.removeFirst();
        }
    }

    /**
     * Waits for what is left, before "not right" is told.
     *
     * @param nanos since the look for the name began
     */
    void even(long nanos, Deadline deadline) {
        long rest = Math.min(usual(), longest) - nanos;
        if (rest > 0) {
            pause.of(Math.min(rest, deadline.within(Duration.ofNanos(rest)).toNanos()), TimeUnit.NANOSECONDS);
        }
    }

    /** How long it takes to judge a wrong password, but for a few that take longer. */
    private synchronized long usual() {
        long[] rising = LongStream.concat(
                        newest.stream().mapToLong(Long::longValue),
                        LongStream.generate(() -> assumed).limit(REMEMBERED - newest.size()))
                .sorted()
                .toArray();
        return rising[REMEMBERED - 1 - newest.size() / ONE_SLOWER_OF];
    }

    @Override
    public void close() {
        pause.close();
    }
}
