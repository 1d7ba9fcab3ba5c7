package dev.daypass.server.wiring;

/** Exercises what requests will use, so that the first of them do not pay for loading and compiling. */
@FunctionalInterface
public interface Warmup {
    /** Runs once, before readiness; a failure is logged and keeps nobody from serving. */
    void run();

    static Warmup none() {
        return () -> {};
    }
}
