package dev.daypass.adapters.store.jdbc;

import dev.daypass.core.keys.KeyStore;
import dev.daypass.core.keys.MasterKey;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Master keys in a table, each wrapped by the key-encryption key together with its version and birth. */
public final class JdbcKeyStore implements KeyStore {
    private final Database database;
    private final KeyEncryptionKey encryption;

    JdbcKeyStore(Database database, KeyEncryptionKey encryption) {
        this.database = database;
        this.encryption = encryption;
    }

    @Override
    public List<MasterKey> load() {
        return database.read(connection -> {
            String sql = "SELECT version, created, wrapped FROM master_key ORDER BY version";
            try (PreparedStatement statement = connection.prepareStatement(sql);
                    ResultSet rows = statement.executeQuery()) {
                var keys = new ArrayList<MasterKey>();
                while (rows.next()) {
                    int version = rows.getInt(1);
                    Instant created = Instant.ofEpochMilli(rows.getLong(2));
                    byte[] bytes = encryption.unwrap(purpose(version, created), rows.getBytes(3));
                    keys.add(new MasterKey(version, created, bytes));
                }
                return keys;
            }
        });
    }

    @Override
    public boolean add(MasterKey key) {
        return database.statement(connection -> {
            String sql = "INSERT INTO master_key (version, created, wrapped) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setInt(1, key.version());
                statement.setLong(2, key.created().toEpochMilli());
                statement.setBytes(3, encryption.wrap(purpose(key.version(), key.created()), key.reveal()));
                return statement.executeUpdate() == 1;
            }
        });
    }

    @Override
    public void retireBelow(int version) {
        database.statement(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("DELETE FROM master_key WHERE version < ?")) {
                statement.setInt(1, version);
                return statement.executeUpdate();
            }
        });
    }

    private static String purpose(int version, Instant created) {
        return "master key " + version + " of " + created.toEpochMilli();
    }
}
