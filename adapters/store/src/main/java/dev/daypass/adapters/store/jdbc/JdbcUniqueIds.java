package dev.daypass.adapters.store.jdbc;

import dev.daypass.adapters.store.ids.Reconciliation;
import dev.daypass.core.principal.UniqueIds;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Ids of roles and users in a table. One node reconciles at a time, so that all agree. */
public final class JdbcUniqueIds implements UniqueIds {
    private final Database database;
    private final SecureRandom random;

    JdbcUniqueIds(Database database, SecureRandom random) {
        this.database = database;
        this.random = random;
    }

    @Override
    public Map<Named, String> reconcile(Set<Named> present) {
        return database.transaction(connection -> {
            Turn.take(connection, "UNIQUE_ID");
            Reconciliation result = Reconciliation.of(all(connection), present, random);
            delete(connection, result.gone());
            insert(connection, result.added());
            return result.ids();
        });
    }

    private static Map<Named, String> all(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT kind, arn, id FROM unique_id");
                ResultSet rows = statement.executeQuery()) {
            var ids = new HashMap<Named, String>();
            while (rows.next()) {
                ids.put(new Named(Kind.valueOf(rows.getString(1)), rows.getString(2)), rows.getString(3));
            }
            return ids;
        }
    }

    private static void delete(Connection connection, Collection<Named> gone) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("DELETE FROM unique_id WHERE kind = ? AND arn = ?")) {
            for (Named named : gone) {
                statement.setString(1, named.kind().name());
                statement.setString(2, named.arn());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void insert(Connection connection, Map<Named, String> added) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT INTO unique_id (kind, arn, id) VALUES (?, ?, ?)")) {
            for (Map.Entry<Named, String> entry : added.entrySet()) {
                statement.setString(1, entry.getKey().kind().name());
                statement.setString(2, entry.getKey().arn());
                statement.setString(3, entry.getValue());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
