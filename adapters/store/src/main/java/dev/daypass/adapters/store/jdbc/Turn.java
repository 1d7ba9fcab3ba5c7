package dev.daypass.adapters.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Takes turns between nodes: holds a named row's lock until the transaction ends. */
final class Turn {
    private Turn() {}

    static void take(Connection connection, String name) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT name FROM turn WHERE name = ? FOR UPDATE")) {
            statement.setString(1, name);
            statement.executeQuery().close();
        }
    }
}
