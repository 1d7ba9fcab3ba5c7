package dev.daypass.adapters.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;

/**
 * Up to when a kind of rows has been forgotten: what had to be kept until then is treated as if it were still there. So a
 * clock that jumps forward and back again opens nothing.
 *
 * <p>It only grows, and what lies before it is deleted no sooner than the next time: by then every statement that had
 * not seen it has ended.
 */
final class Horizon {
    private final Database database;
    private final String kind;

    Horizon(Database database, String kind) {
        this.database = database;
        this.kind = kind;
    }

    /** Milliseconds since 1970. */
    long read() {
        return database.read(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT instant FROM horizon WHERE kind = ?")) {
                statement.setString(1, kind);
                try (ResultSet rows = statement.executeQuery()) {
                    rows.next();
                    return rows.getLong(1);
                }
            }
        });
    }

    /** Moves it on, never back. */
    void advance(long to) {
        database.statement(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("UPDATE horizon SET instant = ? WHERE kind = ? AND instant < ?")) {
                statement.setLong(1, to);
                statement.setString(2, kind);
                statement.setLong(3, to);
                return statement.executeUpdate();
            }
        });
    }

    /** Deletes a table's rows that lie before it; returns how many. */
    int deleteBefore(String table) {
        long horizon = read();
        return database.statement(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("DELETE FROM " + table + " WHERE forget_after < ?")) {
                statement.setLong(1, horizon);
                return statement.executeUpdate();
            }
        });
    }
}
