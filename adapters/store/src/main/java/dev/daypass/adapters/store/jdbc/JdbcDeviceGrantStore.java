package dev.daypass.adapters.store.jdbc;

import dev.daypass.core.terminal.DeviceCodeHash;
import dev.daypass.core.terminal.DeviceGrantRecord;
import dev.daypass.core.terminal.DeviceGrantStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Device grants in a table. A state changes where it is what it is taken for, so that one of several changes it. */
public final class JdbcDeviceGrantStore implements DeviceGrantStore {
    private static final String SELECT =
            "SELECT device, expires_at, sealed, state, approver, polled_at, wait FROM device_grant";
    private static final String INSERT = "INSERT INTO device_grant (device, typed, expires_at, sealed, state, wait,"
            + " network) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";

    private static final String UNANSWERED = " WHERE state = 'PENDING' AND expires_at > ?";

    private final Database database;
    private final KeyedHash keyed;

    JdbcDeviceGrantStore(Database database, KeyedHash keyed) {
        this.database = database;
        this.keyed = keyed;
    }

    @Override
    public boolean begin(DeviceGrantRecord grant, String userCode, String network) {
        return database.statement(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
                statement.setString(1, grant.device().hex());
                statement.setObject(2, keyed.wide("user code", userCode));
                statement.setLong(3, grant.expiresAt().toEpochMilli());
                statement.setString(4, grant.sealed());
                statement.setString(5, grant.state().name());
                statement.setInt(6, grant.interval());
                statement.setObject(7, keyed.wide("device network", network));
                return statement.executeUpdate() == 1;
            }
        });
    }

    @Override
    public Optional<DeviceGrantRecord> find(DeviceCodeHash device) {
        return one(SELECT + " WHERE device = ?", device.hex());
    }

    @Override
    public Optional<DeviceGrantRecord> typed(String userCode) {
        return one(SELECT + " WHERE typed = ?", keyed.wide("user code", userCode));
    }

    private Optional<DeviceGrantRecord> one(String sql, Object key) {
        return database.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setObject(1, key);
                try (ResultSet rows = statement.executeQuery()) {
                    return rows.next() ? Optional.of(grant(rows)) : Optional.empty();
                }
            }
        });
    }

    private static DeviceGrantRecord grant(ResultSet row) throws SQLException {
        long polledAt = row.getLong(6);
        return new DeviceGrantRecord(
                new DeviceCodeHash(row.getString(1)),
                Instant.ofEpochMilli(row.getLong(2)),
                row.getString(3),
                DeviceGrantRecord.State.valueOf(row.getString(4)),
                Optional.ofNullable(row.getString(5)),
                polledAt == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(polledAt)),
                row.getInt(7));
    }

    @Override
    public int live(Instant now) {
        return database.read(connection -> {
            String sql = "SELECT count(*) FROM device_grant WHERE expires_at > ?";
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setLong(1, now.toEpochMilli());
                try (ResultSet rows = statement.executeQuery()) {
                    return rows.next() ? rows.getInt(1) : 0;
                }
            }
        });
    }

    @Override
    public boolean giveWay(Instant now) {
        return database.transaction(connection -> {
            Optional<UUID> biggest = biggest(connection, now);
            return biggest.isPresent() && forgetOldest(connection, biggest.get(), now);
        });
    }

    private static Optional<UUID> biggest(Connection connection, Instant now) throws SQLException {
        String sql = "SELECT network FROM device_grant" + UNANSWERED
                + " GROUP BY network ORDER BY count(*) DESC, min(expires_at) LIMIT 1";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, now.toEpochMilli());
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(rows.getObject(1, UUID.class)) : Optional.empty();
            }
        }
    }

    /** What somebody answers meanwhile stays. */
    private static boolean forgetOldest(Connection connection, UUID network, Instant now) throws SQLException {
        String sql = "DELETE FROM device_grant WHERE state = 'PENDING' AND device = (SELECT device FROM device_grant"
                + UNANSWERED + " AND network = ? ORDER BY expires_at, device LIMIT 1)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, now.toEpochMilli());
            statement.setObject(2, network);
            return statement.executeUpdate() == 1;
        }
    }

    @Override
    public boolean decide(
            DeviceCodeHash device, DeviceGrantRecord.State state, Optional<String> approver, String sealed) {
        return database.statement(connection -> {
            String sql = "UPDATE device_grant SET state = ?, approver = ?, sealed = ? WHERE device = ? AND state = ?";
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, state.name());
                statement.setString(2, approver.orElse(null));
                statement.setString(3, sealed);
                statement.setString(4, device.hex());
                statement.setString(5, DeviceGrantRecord.State.PENDING.name());
                return statement.executeUpdate() == 1;
            }
        });
    }

    @Override
    public boolean spend(DeviceCodeHash device) {
        return database.statement(connection -> spend(connection, device));
    }

    private static boolean spend(Connection connection, DeviceCodeHash device) throws SQLException {
        String sql = "UPDATE device_grant SET state = ? WHERE device = ? AND state = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, DeviceGrantRecord.State.SPENT.name());
            statement.setString(2, device.hex());
            statement.setString(3, DeviceGrantRecord.State.APPROVED.name());
            return statement.executeUpdate() == 1;
        }
    }

    @Override
    public void polled(DeviceCodeHash device, Instant at, int interval) {
        database.statement(connection -> {
            String sql = "UPDATE device_grant SET polled_at = ?, wait = ? WHERE device = ?";
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setLong(1, at.toEpochMilli());
                statement.setInt(2, interval);
                statement.setString(3, device.hex());
                return statement.executeUpdate();
            }
        });
    }

    @Override
    public int forgetExpired(Instant before) {
        return database.statement(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("DELETE FROM device_grant WHERE expires_at < ?")) {
                statement.setLong(1, before.toEpochMilli());
                return statement.executeUpdate();
            }
        });
    }
}
