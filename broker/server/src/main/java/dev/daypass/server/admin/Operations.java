package dev.daypass.server.admin;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.snapshot.RequestContext;
import java.util.List;

/** What operators may have done beside what the core offers. Implementations audit what they change. */
public final class Operations {
    private Operations() {}

    /** Reads the configuration again. */
    @FunctionalInterface
    public interface Reload {
        /** Says what was loaded; a configuration with errors is refused and the old one stays. */
        Outcome<Object> reload(String by, RequestContext context);
    }

    /** Makes a new master key. */
    @FunctionalInterface
    public interface RotateKeys {
        /** The version of the key that seals as soon as every node had the time to read it. */
        Outcome<Integer> rotate(String by, RequestContext context);
    }

    /** Reads the newest audit entries. */
    @FunctionalInterface
    public interface AuditTail {
        /** At most so many entries, oldest first, each one JSON text. */
        List<String> tail(int most);
    }
}
