package dev.daypass.adapters.store.jdbc;

import dev.daypass.adapters.store.ids.NodeIds;
import dev.daypass.adapters.store.ids.Reconciliation;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Ids of roles and users in a table, beside who has them. One node reconciles at a time, so that all agree. */
final class JdbcUniqueIds implements NodeIds {
    private final Database database;
    private final SecureRandom random;
    private final String node;
    private final InstantSource clock;

    JdbcUniqueIds(Database database, SecureRandom random, String node, InstantSource clock) {
        this.database = database;
        this.random = random;
        this.node = node;
        this.clock = clock;
    }

    @Override
    public Map<Named, String> reconcile(Set<Named> present) {
        return database.transaction(connection -> {
            Turn.take(connection, "UNIQUE_ID");
            forgetNodes(connection);
            hold(connection, present);
            Reconciliation result = Reconciliation.of(known(connection), present, held(connection), random);
            delete(connection, result.gone());
            insert(connection, result.added());
            return result.ids();
        });
    }

    @Override
    public void renew() {
        database.statement(connection -> {
            String sql = "UPDATE unique_id_node SET seen = ? WHERE node = ?";
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setLong(1, clock.millis());
                statement.setString(2, node);
                return statement.executeUpdate();
            }
        });
    }

    /** This node, whose things are written anew, and those that are gone. */
    private void forgetNodes(Connection connection) throws SQLException {
        String nodes = "DELETE FROM unique_id_node WHERE node = ? OR seen < ?";
        try (PreparedStatement statement = connection.prepareStatement(nodes)) {
            statement.setString(1, node);
            statement.setLong(2, clock.instant().minus(GONE_AFTER).toEpochMilli());
            statement.executeUpdate();
        }
        String things = "DELETE FROM unique_id_holder WHERE node NOT IN (SELECT node FROM unique_id_node)";
        try (PreparedStatement statement = connection.prepareStatement(things)) {
            statement.executeUpdate();
        }
    }

    private void hold(Connection connection, Set<Named> present) throws SQLException {
        String self = "INSERT INTO unique_id_node (node, seen) VALUES (?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(self)) {
            statement.setString(1, node);
            statement.setLong(2, clock.millis());
            statement.executeUpdate();
        }
        String thing = "INSERT INTO unique_id_holder (node, kind, arn) VALUES (?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(thing)) {
            for (Named named : present) {
                statement.setString(1, node);
                statement.setString(2, named.kind().name());
                statement.setString(3, named.arn());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static Set<Named> held(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement("SELECT DISTINCT kind, arn FROM unique_id_holder");
                ResultSet rows = statement.executeQuery()) {
            var held = new HashSet<Named>();
            while (rows.next()) {
                held.add(new Named(Kind.valueOf(rows.getString(1)), rows.getString(2)));
            }
            return held;
        }
    }

    private static Map<Named, String> known(Connection connection) throws SQLException {
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
