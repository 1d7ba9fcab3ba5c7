package dev.daypass.server.wiring;

import dev.daypass.core.snapshot.Snapshot;
import java.util.function.Supplier;

/** The configuration in force: one reference, swapped whole. */
final class CurrentSnapshot implements Supplier<Snapshot> {
    private volatile Snapshot snapshot;

    CurrentSnapshot(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    @Override
    public Snapshot get() {
        return snapshot;
    }

    void swap(Snapshot next) {
        snapshot = next;
    }
}
