package dev.daypass.adapters.directory.ldap;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * How one server of a directory is.
 *
 * @param since when it came into this state
 * @param lastError its newest failure, recovered from or not; holds no password
 */
public record ServerHealth(URI url, State state, Instant since, Optional<String> lastError) {
    /** Whether it is asked. */
    public enum State {
        /** Nobody has asked it yet. */
        UNTRIED,
        /** It answered when it was last asked. */
        UP,
        /** It did not answer; it is left alone until a look in the background finds it well. */
        ASIDE
    }
}
