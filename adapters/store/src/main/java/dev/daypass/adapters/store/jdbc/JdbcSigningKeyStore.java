package dev.daypass.adapters.store.jdbc;

import dev.daypass.core.keys.SealedSigningKey;
import dev.daypass.core.keys.SigningAlgorithm;
import dev.daypass.core.keys.SigningKeyStore;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Sealed signing keys in a table. */
public final class JdbcSigningKeyStore implements SigningKeyStore {
    private final Database database;

    JdbcSigningKeyStore(Database database) {
        this.database = database;
    }

    @Override
    public List<SealedSigningKey> load() {
        return database.read(connection -> {
            String sql =
                    "SELECT algorithm, generation, created, sealed FROM signing_key ORDER BY generation, algorithm";
            try (PreparedStatement statement = connection.prepareStatement(sql);
                    ResultSet rows = statement.executeQuery()) {
                var keys = new ArrayList<SealedSigningKey>();
                while (rows.next()) {
                    keys.add(new SealedSigningKey(
                            SigningAlgorithm.valueOf(rows.getString(1)),
                            rows.getInt(2),
                            Instant.ofEpochMilli(rows.getLong(3)),
                            rows.getBytes(4)));
                }
                return keys;
            }
        });
    }

    @Override
    public boolean add(SealedSigningKey key) {
        return database.statement(connection -> {
            String sql = "INSERT INTO signing_key (algorithm, generation, created, sealed) VALUES (?, ?, ?, ?)"
                    + " ON CONFLICT DO NOTHING";
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, key.algorithm().name());
                statement.setInt(2, key.generation());
                statement.setLong(3, key.created().toEpochMilli());
                statement.setBytes(4, key.sealed());
                return statement.executeUpdate() == 1;
            }
        });
    }

    @Override
    public void forget(SigningAlgorithm algorithm, int generation) {
        database.statement(connection -> {
            String sql = "DELETE FROM signing_key WHERE algorithm = ? AND generation = ?";
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, algorithm.name());
                statement.setInt(2, generation);
                return statement.executeUpdate();
            }
        });
    }
}
