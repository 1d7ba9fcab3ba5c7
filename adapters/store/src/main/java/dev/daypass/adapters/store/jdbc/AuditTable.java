package dev.daypass.adapters.store.jdbc;

import dev.daypass.adapters.store.audit.AuditPlace;
import dev.daypass.core.audit.AuditEntry;
import dev.daypass.core.audit.AuditHead;
import dev.daypass.core.audit.AuditSearch;
import dev.daypass.core.outcome.UnavailableException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One node's chain in a table. A batch is one statement: all of it is there or nothing. */
public final class AuditTable implements AuditPlace {
    private static final int PAGE = 1000;
    private static final String APPEND = "INSERT INTO audit_entry (node, sequence, instant, line)"
            + " SELECT CAST(? AS VARCHAR), e.sequence, e.instant, e.line FROM UNNEST(CAST(? AS BIGINT ARRAY),"
            + " CAST(? AS BIGINT ARRAY), CAST(? AS VARCHAR ARRAY)) AS e(sequence, instant, line)";

    private final Database database;
    private final String node;
    private final AuditLookup lookup;

    /**
     * A chain in a database.
     *
     * @param node whose chain it is; two brokers of one name would refuse each other's entries
     */
    public AuditTable(Database database, String node) {
        this.database = database;
        this.node = node;
        this.lookup = new AuditLookup(database);
    }

    /** The nodes that have a chain here, each found by one step down the index. */
    public static List<String> nodes(Database database) {
        var nodes = new ArrayList<String>();
        Optional<String> next = nodeBehind("", database);
        while (next.isPresent()) {
            nodes.add(next.get());
            next = nodeBehind(next.get(), database);
        }
        return nodes;
    }

    private static Optional<String> nodeBehind(String node, Database database) {
        return database.read(connection -> {
            String sql = "SELECT node FROM audit_entry WHERE node > ? ORDER BY node LIMIT 1";
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, node);
                try (ResultSet rows = statement.executeQuery()) {
                    return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
                }
            }
        });
    }

    @Override
    public String name() {
        return "table";
    }

    @Override
    public Optional<AuditEntry> last() {
        return tail(1).stream().findFirst().map(line -> AuditEntry.parse(line)
                .orElseThrow(() ->
                        new UnavailableException("the newest row of the audit table is no audit entry: verify it")));
    }

    @Override
    public Optional<AuditHead> witness() {
        return Optional.empty();
    }

    @Override
    public void append(List<AuditEntry> batch) {
        database.statement(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(APPEND)) {
                var columns = new Columns(statement);
                columns.text(node);
                columns.numbers(batch, AuditEntry::sequence);
                columns.numbers(batch, entry -> entry.at().toEpochMilli());
                columns.texts(batch, AuditEntry::line);
                return statement.executeUpdate();
            }
        });
    }

    @Override
    public void forEachAfter(long sequence, Consumer<String> lines) {
        long last = sequence;
        List<Row> page = page(last);
        while (!page.isEmpty()) {
            page.forEach(row -> lines.accept(row.line()));
            last = page.get(page.size() - 1).sequence();
            page = page(last);
        }
    }

    private record Row(long sequence, String line) {}

    private List<Row> page(long after) {
        return database.read(connection -> {
            String sql =
                    "SELECT sequence, line FROM audit_entry WHERE node = ? AND sequence > ? ORDER BY sequence LIMIT ?";
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, node);
                statement.setLong(2, after);
                statement.setInt(3, PAGE);
                return rows(statement);
            }
        });
    }

    @Override
    public List<String> tail(int most) {
        List<Row> newestFirst = database.read(connection -> {
            String sql = "SELECT sequence, line FROM audit_entry WHERE node = ? ORDER BY sequence DESC LIMIT ?";
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, node);
                statement.setInt(2, most);
                return rows(statement);
            }
        });
        var lines = new ArrayList<>(newestFirst.stream().map(Row::line).toList());
        Collections.reverse(lines);
        return lines;
    }

    @Override
    public List<String> newest(AuditSearch search) {
        return lookup.newest(search);
    }

    private static List<Row> rows(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            var all = new ArrayList<Row>();
            while (rows.next()) {
                all.add(new Row(rows.getLong(1), rows.getString(2)));
            }
            return all;
        }
    }

    @Override
    public void close() {
        // The database is closed by whoever opened it.
    }
}
