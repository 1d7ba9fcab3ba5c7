package dev.daypass.adapters.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A query and what stands for its question marks.
 *
 * @param sql with a question mark for each parameter
 */
record Selection(String sql, List<Object> parameters) {
    Selection {
        parameters = List.copyOf(parameters);
    }

    PreparedStatement prepare(Connection connection) throws SQLException {
        return prepare(connection, "");
    }

    /** What the database would do, in its own words. */
    PreparedStatement explain(Connection connection) throws SQLException {
        return prepare(connection, "EXPLAIN ");
    }

    private PreparedStatement prepare(Connection connection, String before) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(before + sql);
        for (int i = 0; i < parameters.size(); i++) {
            statement.setObject(i + 1, parameters.get(i));
        }
        return statement;
    }

    /** A query that is put together. */
    static final class Builder {
        private final StringBuilder sql;
        private final List<Object> parameters = new ArrayList<>();

        Builder(String sql) {
            this.sql = new StringBuilder(sql);
        }

        /** Goes on with a part and what stands for its question marks, in their order. */
        Builder and(String part, Object... values) {
            sql.append(part);
            parameters.addAll(List.of(values));
            return this;
        }

        Selection build() {
            return new Selection(sql.toString(), parameters);
        }
    }
}
