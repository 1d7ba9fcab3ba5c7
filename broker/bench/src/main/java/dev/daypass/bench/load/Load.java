package dev.daypass.bench.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends prepared requests over a few connections as fast as they are answered. */
public final class Load {
    private Load() {}

    /**
     * What a pass cost.
     *
     * @param cpuMicros CPU time of the server per exchange, in microseconds
     * @param perSecond exchanges a second
     * @param medianMicros middle answer time
     * @param p99Micros answer time that one in a hundred exceeds
     */
    public record Pass(int exchanges, double cpuMicros, double perSecond, double medianMicros, double p99Micros) {
        /** What any pass is better than. */
        static Pass worst() {
            return new Pass(0, Double.MAX_VALUE, 0, 0, 0);
        }

        /** The one that cost less. */
        Pass better(Pass other) {
            return other.cpuMicros < cpuMicros ? other : this;
        }
    }

    /** Sends every request once; any answer but 200 ends the measurement. */
    public static Pass run(ServerProcess server, int port, List<byte[]> requests, int connections)
            throws IOException, InterruptedException {
        var next = new AtomicInteger();
        long[] nanos = new long[requests.size()];
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            double cpu = server.cpuSeconds();
            long begin = System.nanoTime();
            var workers = new ArrayList<Future<Void>>();
            for (int i = 0; i < connections; i++) {
                workers.add(threads.submit(worker(port, requests, next, nanos)));
            }
            for (Future<Void> worker : workers) {
                finish(worker);
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            double micros = (server.cpuSeconds() - cpu) * 1e6 / requests.size();
            Arrays.sort(nanos);
            return new Pass(
                    requests.size(),
                    micros,
                    requests.size() / seconds,
                    nanos[nanos.length / 2] / 1e3,
                    nanos[nanos.length * 99 / 100] / 1e3);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Callable<Void> worker(int port, List<byte[]> requests, AtomicInteger next, long[] nanos) {
        return () -> {
            try (var connection = new Connection(port)) {
                for (int i = next.getAndIncrement(); i < requests.size(); i = next.getAndIncrement()) {
                    long begin = System.nanoTime();
                    int status = connection.exchange(requests.get(i));
                    nanos[i] = System.nanoTime() - begin;
                    if (status != 200) {
                        throw new IOException("the server answered " + status);
                    }
                }
                return null;
            }
        };
    }

    private static void finish(Future<Void> worker) throws IOException, InterruptedException {
        try {
            worker.get();
        } catch (ExecutionException e) {
            throw new IOException("an exchange failed", e.getCause());
        }
    }
}
