package dev.daypass.adapters.directory.ldap;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a bind as nobody take as long as one as somebody: a directory computes the hash of a password only for accounts
 * that exist, so that its clock would tell who does (security L08). Safe for several threads.
 */
final class BindPace implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BindPace.class);
    private static final int REMEMBERED = 32;

    private final Duration longest;
    private final Deque<Long> newest = new ArrayDeque<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * @param longest nobody waits longer
     */
    BindPace(Duration longest) {
        this.longest = longest;
    }

    /** A right password was taken: better than nothing as long as no wrong one was refused. */
    synchronized void right(long nanos) {
        if (newest.isEmpty()) {
            newest.addLast(nanos);
        }
    }

    /** A wrong password of somebody was refused. */
    synchronized void wrong(long nanos) {
        newest.addLast(nanos);
        if (newest.size() > REMEMBERED) {
            newest.removeFirst();
        }
    }

    /** A bind as nobody was refused: waits for what one of the newest as somebody took more, each in its turn. */
    void nobody(long nanos, Deadline deadline) {
        long rest = Math.min(next() - nanos, deadline.within(longest).toNanos());
        if (rest <= 0) {
            return;
        }
        try {
            if (closed.await(rest, TimeUnit.NANOSECONDS)) {
                LOG.debug("the directory was closed meanwhile");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized long next() {
        if (newest.isEmpty()) {
            return 0;
        }
        long next = newest.removeFirst();
        newest.addLast(next);
        return next;
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
