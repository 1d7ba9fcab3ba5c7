package dev.daypass.adapters.store.jdbc;

import dev.daypass.core.audit.AuditCursor;
import dev.daypass.core.audit.AuditSearch;
import dev.daypass.core.outcome.UnavailableException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Finds entries of all nodes, newest first. What has one correlation id is found by an index. Everything else is a walk down
 * the index of instants that stops at the limit, so that what is frequent is found at once; what is rare costs a walk through
 * the time that is asked for. Few walk at a time, and not for long, so that connections are left for everybody else.
 */
final class AuditLookup {
    private static final int AT_ONCE = 2;
    private static final int LONGEST_SECONDS = 5;
    /** The column holds no more of a correlation id. */
    private static final int LONGEST_CORRELATION = 128;

    private final Database database;
    private final int longestSeconds;
    private final Semaphore walks = new Semaphore(AT_ONCE);

    AuditLookup(Database database) {
        this(database, LONGEST_SECONDS);
    }

    AuditLookup(Database database, int longestSeconds) {
        this.database = database;
        this.longestSeconds = longestSeconds;
    }

    List<String> newest(AuditSearch search) {
        if (search.correlation().isPresent()) {
            return lines(search);
        }
        if (!walks.tryAcquire()) {
            throw new UnavailableException("others search the audit now");
        }
        try {
            return lines(search);
        } finally {
            walks.release();
        }
    }

    private List<String> lines(AuditSearch search) {
        Selection selection = selection(search);
        return database.read(connection -> {
            try (PreparedStatement statement = selection.prepare(connection)) {
                statement.setQueryTimeout(longestSeconds);
                var lines = new ArrayList<String>();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        lines.add(rows.getString(1));
                    }
                } finally {
                    // H2 keeps it with the connection, for whoever has that next.
                    statement.setQueryTimeout(0);
                }
                return lines;
            }
        });
    }

    static Selection selection(AuditSearch search) {
        var query = new Selection.Builder("SELECT line FROM audit_entry");
        query.and(
                " WHERE instant >= ?",
                search.from().map(from -> from.toEpochMilli()).orElse(0L));
        search.correlation().ifPresent(id -> query.and(" AND correlation = ?", column(id)));
        search.until().ifPresent(until -> query.and(" AND instant < ?", until.toEpochMilli()));
        search.behind().ifPresent(place -> behind(place, query));
        for (String fragment : search.fragments()) {
            query.and(" AND line ILIKE ? ESCAPE '!'", "%" + literal(fragment) + "%");
        }
        return query.and(" ORDER BY instant DESC, node DESC, sequence DESC LIMIT ?", search.limit())
                .build();
    }

    private static void behind(AuditCursor place, Selection.Builder query) {
        long at = place.at().toEpochMilli();
        query.and(
                " AND instant <= ? AND (instant < ? OR node < ? OR (node = ? AND sequence < ?))",
                at,
                at,
                place.node(),
                place.node(),
                place.sequence());
    }

    /** As the column has it: what stands in the line up to the first quotation mark. */
    private static String column(String correlation) {
        String written = AuditSearch.escaped(correlation);
        int mark = written.indexOf('"');
        String whole = mark < 0 ? written : written.substring(0, mark);
        return whole.length() <= LONGEST_CORRELATION ? whole : whole.substring(0, LONGEST_CORRELATION);
    }

    /** No character of it stands for others. */
    private static String literal(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }
}
