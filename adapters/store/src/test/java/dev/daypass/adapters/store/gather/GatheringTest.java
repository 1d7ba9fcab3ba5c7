package dev.daypass.adapters.store.gather;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.outcome.UnavailableException;
import dev.daypass.testkit.store.AtOnce;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GatheringTest {
    private final List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger writers = new AtomicInteger();

    @Test
    void lonelyCallWritesInItsOwnThread() {
        var gathering = new Gathering<Integer, Thread>(8, batch -> List.of(Thread.currentThread()));
        assertSame(Thread.currentThread(), gathering.submit(1));
    }

    @Test
    void callsThatWaitTogetherAreWrittenTogether() throws Exception {
        var firstIsWriting = new CountDownLatch(1);
        var mayGoOn = new CountDownLatch(1);
        var gathering = new Gathering<Integer, Integer>(64, batch -> {
            sizes.add(batch.size());
            firstIsWriting.countDown();
            awaitQuietly(mayGoOn);
            return batch.stream().map(question -> question * 2).toList();
        });
        var pool = Executors.newFixedThreadPool(11);
        try {
            var answers = new ArrayList<Future<Integer>>();
            answers.add(pool.submit(() -> gathering.submit(0)));
            firstIsWriting.await();
            for (int i = 1; i <= 10; i++) {
                int question = i;
                answers.add(pool.submit(() -> gathering.submit(question)));
            }
            awaitWaiting(gathering, 10);
            mayGoOn.countDown();
            for (int i = 0; i <= 10; i++) {
                assertEquals(i * 2, answers.get(i).get());
            }
            assertEquals(List.of(1, 10), sizes);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void everyCallerGetsItsOwnAnswerAndNobodyWritesTwiceAtATime() {
        var gathering = new Gathering<Integer, Integer>(5, batch -> {
            assertEquals(1, writers.incrementAndGet());
            assertTrue(batch.size() <= 5);
            writers.decrementAndGet();
            return batch.stream().map(question -> question + 1000).toList();
        });
        for (int round = 0; round < 50; round++) {
            List<Integer> answers = AtOnce.call(32, gathering::submit);
            for (int i = 0; i < answers.size(); i++) {
                assertEquals(i + 1000, answers.get(i));
            }
        }
    }

    @Test
    void failureReachesEveryCallerOfTheBatchAndNobodyElse() {
        var gathering = new Gathering<Integer, Integer>(1, batch -> {
            if (batch.contains(7)) {
                throw new UnavailableException("no seven");
            }
            return batch;
        });
        assertEquals(1, gathering.submit(1));
        assertThrows(UnavailableException.class, () -> gathering.submit(7));
        assertEquals(2, gathering.submit(2));
    }

    @Test
    void interruptedCallerIsServedAndStaysInterrupted() {
        var gathering = new Gathering<Integer, Boolean>(
                1, batch -> List.of(Thread.currentThread().isInterrupted()));
        Thread.currentThread().interrupt();
        boolean interruptedWhileWriting = gathering.submit(1);
        assertTrue(Thread.interrupted());
        assertFalse(interruptedWhileWriting);
    }

    private static void awaitWaiting(Gathering<?, ?> gathering, int calls) {
        while (gathering.waiting() < calls) {
            Thread.onSpinWait();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
