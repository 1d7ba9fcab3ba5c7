package dev.daypass.adapters.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Sets the parameters of a statement that unnests columns, in their order. */
final class Columns {
    private final PreparedStatement statement;
    private int position;

    Columns(PreparedStatement statement) {
        this.statement = statement;
    }

    void text(String value) throws SQLException {
        statement.setString(++position, value);
    }

    <R> void texts(Collection<R> rows, Function<R, String> column) throws SQLException {
        array("varchar", rows.stream().map(column).toArray(String[]::new));
    }

    <R> void numbers(Collection<R> rows, ToLongFunction<R> column) throws SQLException {
        array("bigint", rows.stream().mapToLong(column).boxed().toArray(Long[]::new));
    }

    void ids(Collection<UUID> rows) throws SQLException {
        array("uuid", rows.toArray(UUID[]::new));
    }

    /** As an array of exactly this type: PostgreSQL's driver does not look into one of objects. */
    <R> void bytes(Collection<R> rows, Function<R, byte[]> column) throws SQLException {
        array("bytea", rows.stream().map(column).toArray(byte[][]::new));
    }

    private void array(String type, Object[] values) throws SQLException {
        statement.setArray(++position, statement.getConnection().createArrayOf(type, values));
    }
}
