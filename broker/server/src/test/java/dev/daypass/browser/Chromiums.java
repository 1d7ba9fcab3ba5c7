package dev.daypass.browser;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** A few browsers for tests that run at once: each serves one visit at a time, as Playwright wants it. */
public final class Chromiums implements AutoCloseable {
    private final List<Chromium> all = new ArrayList<>();
    private final BlockingQueue<Chromium> free;

    private Chromiums(int howMany) {
        free = new ArrayBlockingQueue<>(howMany, true);
        for (int i = 0; i < howMany; i++) {
            all.add(Chromium.start());
        }
        free.addAll(all);
    }

    /** Starts them. */
    public static Chromiums start(int howMany) {
        return new Chromiums(howMany);
    }

    /** As {@link Chromium#visit}, once one is free, in turn; closing the visit frees it. */
    public Visit visit(Chromium.Looks looks) {
        Chromium browser = take();
        try {
            return browser.visit(looks, () -> free.add(browser));
        } catch (RuntimeException e) {
            free.add(browser);
            throw e;
        }
    }

    private Chromium take() {
        try {
            return free.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while no browser was free", e);
        }
    }

    @Override
    public void close() {
        all.forEach(Chromium::close);
    }
}
