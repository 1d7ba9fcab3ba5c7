package dev.daypass.adapters.directory.ldap;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets time pass. Safe for several threads. */
interface Pause extends AutoCloseable {
    /** Returns after so long, or when it is closed. */
    void of(long length, TimeUnit unit);

    @Override
    void close();

    /** By the machine's clock. */
    final class Real implements Pause {
        private static final Logger LOG = LoggerFactory.getLogger(Real.class);

        private final CountDownLatch closed = new CountDownLatch(1);

        @Override
        public void of(long length, TimeUnit unit) {
            try {
                if (closed.await(length, unit)) {
                    LOG.debug("the directory was closed meanwhile");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }
}
