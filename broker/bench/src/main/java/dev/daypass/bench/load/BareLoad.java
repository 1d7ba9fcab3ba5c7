package dev.daypass.bench.load;

import dev.daypass.bench.limit.BareSignIn;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Bare sign-ins as fast as a directory answers them. */
final class BareLoad {
    private BareLoad() {}

    /** Signs everybody in once and tells how many a second; a failure ends the measurement. */
    static double run(BareSignIn bare, List<String> names, String password, int threads) throws Exception {
        var next = new AtomicInteger();
        Callable<Void> worker = () -> {
            for (int i = next.getAndIncrement(); i < names.size(); i = next.getAndIncrement()) {
                bare.signIn(names.get(i), password);
            }
            return null;
        };
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            long begin = System.nanoTime();
            var workers = new ArrayList<Future<Void>>();
            for (int i = 0; i < threads; i++) {
                workers.add(pool.submit(worker));
            }
            for (Future<Void> one : workers) {
                one.get();
            }
            return names.size() * 1e9 / (System.nanoTime() - begin);
        } finally {
            pool.shutdownNow();
        }
    }
}
