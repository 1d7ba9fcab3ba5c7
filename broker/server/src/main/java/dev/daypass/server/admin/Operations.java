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

    /**
     * What a rotation has made. The keys come into use as soon as everybody had the time to read them.
     *
     * @param version of the new master key
     * @param signingKeys names of the new signing keys, one for each algorithm in use
     */
    public record Rotated(int version, List<String> signingKeys) {
        public Rotated {
            signingKeys = List.copyOf(signingKeys);
        }
    }

    /** Makes a new master key and new signing keys. */
    @FunctionalInterface
    public interface RotateKeys {
        Outcome<Rotated> rotate(String by, RequestContext context);
    }

    /** Reads the newest audit entries. */
    @FunctionalInterface
    public interface AuditTail {
        /** At most so many entries, oldest first, each one JSON text. */
        List<String> tail(int most);
    }
}
