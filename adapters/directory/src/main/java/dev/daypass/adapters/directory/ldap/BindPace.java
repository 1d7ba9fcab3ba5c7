package dev.daypass.adapters.directory.ldap;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/**
 * Has every "not right" take one time: a directory finds an entry and computes the hash of a password only for accounts
 * that exist, and neither for a locked one, so that its clock would tell who does (security L08). All of them, those of
 * people too, are told when nearly all wrong passwords of people would have been judged.
 *
 * <p>Whoever waits has left the directory, but holds a thread of the broker's: each wrong password for {@link #LONGEST} at
 * most, counted from the look for its name, so that an address that may fail five times in a second holds two or three
 * threads. Where a directory takes longer than that, the clock tells again. Safe for several threads.
 */
final class BindPace implements AutoCloseable {
    /** As long as too few wrong passwords were refused to know better. */
    static final Duration AT_FIRST = Duration.ofMillis(100);

    /** Nobody is kept waiting longer. */
    static final Duration LONGEST = Duration.ofMillis(500);

    static final int REMEMBERED = 32;
    /** Of so many, one may have taken longer, or every hiccup of a server would be felt by all for long. */
    static final int ONE_SLOWER_OF = 8;

    /** How long one that took longer is felt where few mistype. */
    static final Duration RECENT = Duration.ofMinutes(10);

    private final Pause pause;
    private final InstantSource clock;
    private final Samples right = new Samples();
    private final Samples wrong = new Samples();

    /**
     * @param pause closed with this
     * @param clock for the age of what is remembered
     */
    BindPace(Pause pause, InstantSource clock) {
        this.pause = pause;
        this.clock = clock;
    }

    private record Sample(long nanos, Instant at) {}

    /** The newest times that something took. */
    private static final class Samples {
        private final Deque<Sample> newest = new ArrayDeque<>();

        void add(Sample sample) {
            newest.addLast(sample);
            if (newest.size() > REMEMBERED) {
                newest.removeFirst();
            }
        }

        long[] since(Instant begin) {
            return newest.stream()
                    .filter(sample -> sample.at().isAfter(begin))
                    .mapToLong(Sample::nanos)
                    .toArray();
        }

        OptionalLong fastest() {
            return newest.stream().mapToLong(Sample::nanos).min();
        }
    }

    /**
     * A right password of somebody was taken: it takes about as long as a wrong one, so it is better than a guess.
     *
     * @param nanos since the look for the name began
     */
    synchronized void right(long nanos) {
        right.add(new Sample(nanos, clock.instant()));
    }

    /**
     * A wrong password of somebody was refused. Nobody else's count, or whoever makes names up would set the pace.
     *
     * @param nanos since the look for the name began
     */
    synchronized void wrong(long nanos) {
        wrong.add(new Sample(nanos, clock.instant()));
    }

    /**
     * Waits for what is left, before "not right" is told.
     *
     * @param nanos since the look for the name began
     */
    void even(long nanos) {
        long rest = Math.min(usual(), LONGEST.toNanos()) - nanos;
        if (rest > 0) {
            pause.of(rest, TimeUnit.NANOSECONDS);
        }
    }

    /** How long it takes to judge a wrong password, but for a few that take longer. */
    private synchronized long usual() {
        long[] recent = wrong.since(clock.instant().minus(RECENT));
        long assumed = assumed();
        long[] rising = LongStream.concat(
                        LongStream.of(recent),
                        LongStream.generate(() -> assumed).limit(REMEMBERED - recent.length))
                .sorted()
                .toArray();
        return rising[REMEMBERED - 1 - recent.length / ONE_SLOWER_OF];
    }

    /** In place of what nobody mistyped of late: the fastest that is known, which no hiccup and no first connection was. */
    private long assumed() {
        OptionalLong known = wrong.fastest().isPresent() ? wrong.fastest() : right.fastest();
        return Math.max(AT_FIRST.toNanos(), known.orElse(0));
    }

    @Override
    public void close() {
        pause.close();
    }
}
