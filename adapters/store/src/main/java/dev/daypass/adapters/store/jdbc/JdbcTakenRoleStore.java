package dev.daypass.adapters.store.jdbc;

import dev.daypass.core.login.TakenRole;
import dev.daypass.core.login.TakenRoleStore;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Roles taken in browsers in a table. */
public final class JdbcTakenRoleStore implements TakenRoleStore {
    private static final String KEEP = "INSERT INTO taken_role (session_id, handle, taken_at, expires_at, sealed)"
            + " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";
    private static final String OF = "SELECT session_id, handle, taken_at, expires_at, sealed FROM taken_role"
            + " WHERE handle = ? AND expires_at > ? ORDER BY taken_at DESC, session_id LIMIT ?";

    private final Database database;

    JdbcTakenRoleStore(Database database) {
        this.database = database;
    }

    @Override
    public void keep(TakenRole role) {
        int unused = database.statement(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(KEEP)) {
                statement.setString(1, role.sessionId());
                statement.setString(2, role.handle());
                statement.setLong(3, role.takenAt().toEpochMilli());
                statement.setLong(4, role.expiresAt().toEpochMilli());
                statement.setString(5, role.sealed());
                return statement.executeUpdate();
            }
        });
    }

    @Override
    public List<TakenRole> of(String handle, Instant liveAt, int most) {
        return database.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(OF)) {
                statement.setString(1, handle);
                statement.setLong(2, liveAt.toEpochMilli());
                statement.setInt(3, most);
                var roles = new ArrayList<TakenRole>();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        roles.add(new TakenRole(
                                rows.getString(1),
                                rows.getString(2),
                                Instant.ofEpochMilli(rows.getLong(3)),
                                Instant.ofEpochMilli(rows.getLong(4)),
                                rows.getString(5)));
                    }
                }
                return roles;
            }
        });
    }

    @Override
    public int forgetExpired(Instant before) {
        return database.statement(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("DELETE FROM taken_role WHERE expires_at < ?")) {
                statement.setLong(1, before.toEpochMilli());
                return statement.executeUpdate();
            }
        });
    }
}
