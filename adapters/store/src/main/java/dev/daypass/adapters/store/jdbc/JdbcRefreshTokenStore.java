package dev.daypass.adapters.store.jdbc;

import dev.daypass.core.grant.RefreshToken;
import dev.daypass.core.grant.RefreshTokenHash;
import dev.daypass.core.grant.RefreshTokenStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Refresh tokens in a table. A rotation locks the tokens of its family that it may change, on all nodes. */
public final class JdbcRefreshTokenStore implements RefreshTokenStore {
    private final Database database;

    JdbcRefreshTokenStore(Database database) {
        this.database = database;
    }

    @Override
    public void begin(RefreshToken first) {
        database.statement(connection -> insert(connection, first));
    }

    @Override
    public Optional<RefreshToken> find(RefreshTokenHash hash) {
        return database.read(connection -> {
            String select = "SELECT family, client_id, grant_text, expires_at FROM refresh_token WHERE hash = ?";
            try (PreparedStatement statement = connection.prepareStatement(select)) {
                statement.setString(1, hash.hex());
                try (ResultSet rows = statement.executeQuery()) {
                    return rows.next() ? Optional.of(token(hash, rows)) : Optional.empty();
                }
            }
        });
    }

    private static RefreshToken token(RefreshTokenHash hash, ResultSet row) throws SQLException {
        return new RefreshToken(
                hash, row.getString(1), row.getString(2), row.getString(3), Instant.ofEpochMilli(row.getLong(4)));
    }

    @Override
    public Rotation rotate(RefreshTokenHash spent, RefreshToken successor, Instant now, Duration grace) {
        return database.transaction(connection -> {
            lock(connection, spent, successor.family());
            Rotation rotation = spend(connection, spent, now, grace);
            if (rotation == Rotation.ROTATED) {
                insert(connection, successor);
            }
            return rotation;
        });
    }

    /** In one order, so that no two wait for each other. Of two that come at once the second finds its token rotated. */
    private static void lock(Connection connection, RefreshTokenHash spent, String family) throws SQLException {
        String select = "SELECT hash FROM refresh_token WHERE family = ? AND (rotated_at IS NULL OR hash = ?)"
                + " ORDER BY hash FOR UPDATE";
        try (PreparedStatement statement = connection.prepareStatement(select)) {
            statement.setString(1, family);
            statement.setString(2, spent.hex());
            statement.executeQuery().close();
        }
    }

    /** In the same order as a rotation does. */
    private static void lockAll(Connection connection, String family) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT hash FROM refresh_token WHERE family = ? ORDER BY hash FOR UPDATE")) {
            statement.setString(1, family);
            statement.executeQuery().close();
        }
    }

    private static Rotation spend(Connection connection, RefreshTokenHash spent, Instant now, Duration grace)
            throws SQLException {
        String mark = "UPDATE refresh_token SET rotated_at = ? WHERE hash = ? AND rotated_at IS NULL";
        try (PreparedStatement statement = connection.prepareStatement(mark)) {
            statement.setLong(1, now.toEpochMilli());
            statement.setString(2, spent.hex());
            if (statement.executeUpdate() == 1) {
                outdateOthers(connection, spent);
                return Rotation.ROTATED;
            }
        }
        String select = "SELECT rotated_at FROM refresh_token WHERE hash = ?";
        try (PreparedStatement statement = connection.prepareStatement(select)) {
            statement.setString(1, spent.hex());
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    return Rotation.GONE;
                }
                long rotatedAt = rows.getLong(1);
                boolean late = now.isAfter(Instant.ofEpochMilli(rotatedAt).plus(grace));
                return !late && useGrace(connection, spent, rotatedAt) ? Rotation.ROTATED : Rotation.REUSED;
            }
        }
    }

    /** One chain goes on: what else of the family was never rotated is from now on one that comes again. */
    private static void outdateOthers(Connection connection, RefreshTokenHash spent) throws SQLException {
        String outdate = "UPDATE refresh_token SET rotated_at = 0 WHERE rotated_at IS NULL"
                + " AND family = (SELECT family FROM refresh_token WHERE hash = ?)";
        try (PreparedStatement statement = connection.prepareStatement(outdate)) {
            statement.setString(1, spent.hex());
            statement.executeUpdate();
        }
    }

    /** The one repeat: from now on the token was rotated too long ago, whoever asks. */
    private static boolean useGrace(Connection connection, RefreshTokenHash spent, long rotatedAt) throws SQLException {
        String use = "UPDATE refresh_token SET rotated_at = 0 WHERE hash = ? AND rotated_at = ?";
        try (PreparedStatement statement = connection.prepareStatement(use)) {
            statement.setString(1, spent.hex());
            statement.setLong(2, rotatedAt);
            return statement.executeUpdate() == 1;
        }
    }

    private static int insert(Connection connection, RefreshToken token) throws SQLException {
        String insert = "INSERT INTO refresh_token (hash, family, client_id, grant_text, expires_at)"
                + " VALUES (?, ?, ?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            statement.setString(1, token.hash().hex());
            statement.setString(2, token.family());
            statement.setString(3, token.clientId());
            statement.setString(4, token.sealedGrant());
            statement.setLong(5, token.expiresAt().toEpochMilli());
            return statement.executeUpdate();
        }
    }

    @Override
    public void endFamily(String family) {
        database.transaction(connection -> {
            lockAll(connection, family);
            try (PreparedStatement statement =
                    connection.prepareStatement("DELETE FROM refresh_token WHERE family = ?")) {
                statement.setString(1, family);
                return statement.executeUpdate();
            }
        });
    }

    @Override
    public int forgetExpired(Instant before) {
        return database.statement(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("DELETE FROM refresh_token WHERE expires_at < ?")) {
                statement.setLong(1, before.toEpochMilli());
                return statement.executeUpdate();
            }
        });
    }
}
