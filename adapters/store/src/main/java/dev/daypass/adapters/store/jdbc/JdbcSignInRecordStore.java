package dev.daypass.adapters.store.jdbc;

import dev.daypass.core.insight.SignInRecord;
import dev.daypass.core.insight.SignInRecordStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Recorded sign-ins in a table. */
final class JdbcSignInRecordStore implements SignInRecordStore {
    private static final String SELECT = "SELECT person, signed_in_at, key_version, content FROM recorded_sign_in";
    private static final String REPLACE = "UPDATE recorded_sign_in SET signed_in_at = ?, key_version = ?, content = ?"
            + " WHERE person = ? AND signed_in_at <= ?";
    private static final String INSERT = "INSERT INTO recorded_sign_in (signed_in_at, key_version, content, person)"
            + " VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING";

    private final Database database;
    private final KeyedHash keyed;

    JdbcSignInRecordStore(Database database, KeyedHash keyed) {
        this.database = database;
        this.keyed = keyed;
    }

    /** What makes the parameters of a query. */
    @FunctionalInterface
    private interface Binding {
        void to(PreparedStatement statement) throws SQLException;
    }

    @Override
    public void keep(List<SignInRecord> signIns) {
        // In order of the keys, so that two nodes with the same people never wait for each other in a circle.
        var byPerson = new TreeMap<UUID, SignInRecord>();
        signIns.forEach(record -> byPerson.merge(
                keyed.wide("recorded sign-in", record.provider().name() + "\n" + record.subject()),
                record,
                (one, other) -> other.at().isBefore(one.at()) ? one : other));
        if (!byPerson.isEmpty()) {
            var unused = database.transaction(connection -> write(connection, byPerson));
        }
    }

    private static int write(Connection connection, Map<UUID, SignInRecord> byPerson) throws SQLException {
        try (PreparedStatement replace = connection.prepareStatement(REPLACE);
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (Map.Entry<UUID, SignInRecord> entry : byPerson.entrySet()) {
                set(replace, entry.getKey(), entry.getValue());
                replace.setLong(5, entry.getValue().at().toEpochMilli());
                replace.addBatch();
            }
            int[] replaced = replace.executeBatch();
            int i = 0;
            for (Map.Entry<UUID, SignInRecord> entry : byPerson.entrySet()) {
                if (replaced[i++] == 0) {
                    set(insert, entry.getKey(), entry.getValue());
                    insert.addBatch();
                }
            }
            return insert.executeBatch().length;
        }
    }

    private static void set(PreparedStatement statement, UUID person, SignInRecord record) throws SQLException {
        statement.setLong(1, record.at().toEpochMilli());
        statement.setInt(2, record.keyVersion());
        statement.setBytes(3, Base64.getUrlDecoder().decode(record.sealed()));
        statement.setObject(4, person);
    }

    @Override
    public List<SignInRecord.Kept> newest(Optional<SignInRecord.Kept> behind, int most) {
        String place = behind.isPresent() ? " WHERE signed_in_at <= ? AND (signed_in_at < ? OR person > ?)" : "";
        return select(place + " ORDER BY signed_in_at DESC, person LIMIT ?", statement -> {
            int next = 1;
            if (behind.isPresent()) {
                statement.setLong(next++, behind.get().at().toEpochMilli());
                statement.setLong(next++, behind.get().at().toEpochMilli());
                statement.setObject(next++, UUID.fromString(behind.get().id()));
            }
            statement.setInt(next, most);
        });
    }

    @Override
    public int count() {
        return database.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("SELECT COUNT(*) FROM recorded_sign_in");
                    ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getInt(1) : 0;
            }
        });
    }

    @Override
    public Optional<SignInRecord.Kept> find(String id) {
        return person(id)
                .flatMap(person -> select(" WHERE person = ?", statement -> statement.setObject(1, person)).stream()
                        .findFirst());
    }

    private static Optional<UUID> person(String id) {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public List<SignInRecord.Kept> sealedBefore(int keyVersion, int most) {
        return select(" WHERE key_version < ? ORDER BY person LIMIT ?", statement -> {
            statement.setInt(1, keyVersion);
            statement.setInt(2, most);
        });
    }

    private List<SignInRecord.Kept> select(String rest, Binding binding) {
        return database.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(SELECT + rest)) {
                binding.to(statement);
                var found = new ArrayList<SignInRecord.Kept>();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        found.add(new SignInRecord.Kept(
                                rows.getObject(1, UUID.class).toString(),
                                Instant.ofEpochMilli(rows.getLong(2)),
                                rows.getInt(3),
                                Base64.getUrlEncoder().withoutPadding().encodeToString(rows.getBytes(4))));
                    }
                }
                return found;
            }
        });
    }

    @Override
    public void reseal(SignInRecord.Kept former, int keyVersion, String sealed) {
        String sql = "UPDATE recorded_sign_in SET key_version = ?, content = ?"
                + " WHERE person = ? AND signed_in_at = ? AND key_version = ?";
        var unused = database.statement(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setInt(1, keyVersion);
                statement.setBytes(2, Base64.getUrlDecoder().decode(sealed));
                statement.setObject(3, UUID.fromString(former.id()));
                statement.setLong(4, former.at().toEpochMilli());
                statement.setInt(5, former.keyVersion());
                return statement.executeUpdate();
            }
        });
    }

    @Override
    public int forget(Instant before, int most) {
        String tooMany = "DELETE FROM recorded_sign_in WHERE signed_in_at < (SELECT r.signed_in_at FROM"
                + " recorded_sign_in r ORDER BY r.signed_in_at DESC LIMIT 1 OFFSET ?)";
        return delete("DELETE FROM recorded_sign_in WHERE signed_in_at < ?", before.toEpochMilli())
                + delete(tooMany, most - 1L);
    }

    private int delete(String sql, long parameter) {
        return database.statement(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setLong(1, parameter);
                return statement.executeUpdate();
            }
        });
    }
}
