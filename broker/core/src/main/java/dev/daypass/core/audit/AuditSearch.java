package dev.daypass.core.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which entries are looked for.
 *
 * @param from no older than this
 * @param until older than this
 * @param behind only those behind this place, newest first
 * @param correlation only those of this correlation id: found at once, however long ago they happened
 * @param fragments what each line must hold, whatever its case; parts of JSON, see {@link #escaped}
 * @param limit at most this many
 */
public record AuditSearch(
        Optional<Instant> from,
        Optional<Instant> until,
        Optional<AuditCursor> behind,
        Optional<String> correlation,
        List<String> fragments,
        int limit) {
    public AuditSearch {
        fragments = List.copyOf(fragments);
    }

    /** A text as it stands within a line. */
    public static String escaped(String text) {
        return AuditLine.escaped(text);
    }
}
