package dev.daypass.core.administration;

import dev.daypass.core.audit.AuditArchive;
import dev.daypass.core.audit.AuditCursor;
import dev.daypass.core.audit.AuditRecord;
import dev.daypass.core.audit.AuditSearch;
import dev.daypass.core.outcome.UnavailableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks entries of the audit up, page by page, newest first. Safe for several threads. */
public final class AuditReading {
    private static final int AT_ONCE = 500;
    /** Lines looked at for one page at most; the next page goes on where it stopped. */
    private static final int MOST_LOOKED_AT = 20_000;

    private final AuditArchive archive;

    public AuditReading(AuditArchive archive) {
        this.archive = archive;
    }

    /**
     * Entries, newest first.
     *
     * @param next from where the next page goes on; absent: these were the last
     */
    public record Page(List<AuditRecord> entries, Optional<AuditCursor> next) {
        public Page {
            entries = List.copyOf(entries);
        }
    }

    /** A page of what matches. */
    public Page page(AuditFilter filter, Optional<AuditCursor> behind, int size) {
        var found = new ArrayList<AuditRecord>();
        Optional<AuditCursor> place = behind;
        int limit = Math.min(AT_ONCE, size + 1);
        for (int seen = 0; seen < MOST_LOOKED_AT; ) {
            List<String> lines = archive.newest(new AuditSearch(
                    filter.from(), filter.until(), place, filter.correlation(), filter.fragments(), limit));
            for (String line : lines) {
                Optional<AuditCursor> last = place;
                Optional<AuditRecord> entry = AuditRecord.parse(line);
                if (entry.filter(filter::matches).isPresent()) {
                    if (found.size() == size) {
                        return new Page(found, Optional.of(last(found)));
                    }
                    found.add(entry.get());
                }
                place = entry.map(AuditRecord::entry).map(AuditCursor::behind).or(() -> last);
            }
            if (lines.size() < limit || place.isEmpty()) {
                return new Page(found, Optional.empty());
            }
            seen += lines.size();
            limit = AT_ONCE;
        }
        return new Page(found, place);
    }

    /** The newest entry that matches; also none while the audit cannot be searched. For what is only shown beside. */
    public Optional<AuditRecord> glimpse(AuditFilter filter) {
        try {
            return page(filter, Optional.empty(), 1).entries().stream().findFirst();
        } catch (UnavailableException e) {
            return Optional.empty();
        }
    }

    /** When somebody last signed in at a provider, not looking further back than an instant, nor for long. */
    public Optional<Instant> lastSignIn(String provider, Instant from) {
        try {
            return newestSignIn(provider, from);
        } catch (UnavailableException e) {
            return Optional.empty();
        }
    }

    private Optional<Instant> newestSignIn(String provider, Instant from) {
        List<String> fragments = List.of(
                "\"kind\":\"SIGN_IN\",\"outcome\":\"GRANTED\"",
                "\"provider\":[\"" + AuditSearch.escaped(provider) + "\"]");
        return archive
                .newest(new AuditSearch(
                        Optional.of(from), Optional.empty(), Optional.empty(), Optional.empty(), fragments, 1))
                .stream()
                .flatMap(line -> AuditRecord.parse(line).stream())
                .map(entry -> entry.entry().at())
                .findFirst();
    }

    private static AuditCursor last(List<AuditRecord> found) {
        return AuditCursor.behind(found.get(found.size() - 1).entry());
    }
}
