package dev.daypass.adapters.store.jdbc;

import dev.daypass.core.login.BrowserSession;
import dev.daypass.core.login.BrowserSessionHash;
import dev.daypass.core.login.BrowserSessionRecord;
import dev.daypass.core.login.BrowserSessionStore;
import dev.daypass.core.session.SessionPosition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Browser sessions in a table. */
public final class JdbcBrowserSessionStore implements BrowserSessionStore {
    private static final String SELECT =
            "SELECT handle, hash, signed_in_at, last_seen, expires_at, content, kind FROM browser_session";
    private static final String REPLACE = "UPDATE browser_session SET hash = ?, provider_hash = ?, subject_hash = ?,"
            + " upstream_hash = ?, signed_in_at = ?, last_seen = ?, expires_at = ?, content = ?, kind = ?"
            + " WHERE handle = ?";
    private static final String INSERT = "INSERT INTO browser_session (hash, provider_hash, subject_hash,"
            + " upstream_hash, signed_in_at, last_seen, expires_at, content, kind, handle)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";

    private final Database database;
    private final KeyedHash keyed;

    JdbcBrowserSessionStore(Database database, KeyedHash keyed) {
        this.database = database;
        this.keyed = keyed;
    }

    /** Two that begin under one name at once: the second takes the place of the first. */
    @Override
    public void begin(BrowserSessionRecord session) {
        boolean kept = database.transaction(connection -> write(connection, REPLACE, session) == 1
                || write(connection, INSERT, session) == 1
                || write(connection, REPLACE, session) == 1);
        if (!kept) {
            throw new IllegalStateException("a browser session found its place taken and gone");
        }
    }

    private int write(Connection connection, String sql, BrowserSessionRecord session) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, session.hash().hex());
            statement.setLong(2, provider(session.provider().name()));
            statement.setLong(3, subject(session.provider().name(), session.subject()));
            if (session.upstream().isPresent()) {
                statement.setLong(
                        4,
                        upstream(session.provider().name(), session.upstream().get()));
            } else {
                statement.setNull(4, Types.BIGINT);
            }
            statement.setLong(5, session.signedInAt().toEpochMilli());
            statement.setLong(6, session.lastSeen().toEpochMilli());
            statement.setLong(7, session.expiresAt().toEpochMilli());
            statement.setBytes(8, BrowserSessionContent.of(session));
            statement.setString(9, session.kind().name());
            statement.setString(10, session.handle());
            return statement.executeUpdate();
        }
    }

    @Override
    public Optional<BrowserSessionRecord> find(BrowserSessionHash hash) {
        return one(SELECT + " WHERE hash = ?", hash.hex());
    }

    @Override
    public Optional<BrowserSessionRecord> named(String handle) {
        return one(SELECT + " WHERE handle = ?", handle);
    }

    private Optional<BrowserSessionRecord> one(String sql, String key) {
        return database.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, key);
                try (ResultSet rows = statement.executeQuery()) {
                    return rows.next() ? Optional.of(session(rows)) : Optional.empty();
                }
            }
        });
    }

    private static BrowserSessionRecord session(ResultSet row) throws SQLException {
        return BrowserSessionContent.read(
                BrowserSession.Kind.valueOf(row.getString(7)),
                row.getString(1),
                new BrowserSessionHash(row.getString(2)),
                new BrowserSessionContent.Times(
                        Instant.ofEpochMilli(row.getLong(3)),
                        Instant.ofEpochMilli(row.getLong(4)),
                        Instant.ofEpochMilli(row.getLong(5))),
                row.getBytes(6));
    }

    @Override
    public void touch(BrowserSessionHash hash, Instant seen) {
        database.statement(connection -> {
            String sql = "UPDATE browser_session SET last_seen = ? WHERE hash = ? AND last_seen < ?";
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setLong(1, seen.toEpochMilli());
                statement.setString(2, hash.hex());
                statement.setLong(3, seen.toEpochMilli());
                return statement.executeUpdate();
            }
        });
    }

    @Override
    public boolean end(String handle) {
        return database.statement(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("DELETE FROM browser_session WHERE handle = ?")) {
                statement.setString(1, handle);
                return statement.executeUpdate() == 1;
            }
        });
    }

    @Override
    public List<BrowserSessionRecord> list(Query query) {
        String provider = query.provider().name();
        var select = new Selection.Builder(SELECT);
        select.and(" WHERE expires_at > ? AND provider_hash = ?", query.liveAt().toEpochMilli(), provider(provider));
        query.subject().ifPresent(name -> select.and(" AND subject_hash = ?", subject(provider, name)));
        query.upstream().ifPresent(index -> select.and(" AND upstream_hash = ?", upstream(provider, index)));
        query.after().ifPresent(last -> {
            long newest = last.began().toEpochMilli();
            select.and(" AND signed_in_at <= ? AND (signed_in_at < ? OR handle > ?)", newest, newest, last.id());
        });
        return select(select.and(" ORDER BY signed_in_at DESC, handle LIMIT ?", query.limit())
                .build());
    }

    @Override
    public List<BrowserSessionRecord> page(Instant liveAt, Optional<SessionPosition> after, int limit) {
        return select(selection(liveAt, after, limit));
    }

    /** Walks down the index of instants. */
    static Selection selection(Instant liveAt, Optional<SessionPosition> after, int limit) {
        var select = new Selection.Builder(SELECT);
        select.and(" WHERE expires_at > ?", liveAt.toEpochMilli());
        // Also where it bounds nothing: without it H2 takes another index, and sorts.
        long newest = after.map(last -> last.began().toEpochMilli()).orElse(Long.MAX_VALUE);
        select.and(" AND signed_in_at <= ?", newest);
        after.ifPresent(last -> select.and(" AND (signed_in_at < ? OR handle > ?)", newest, last.id()));
        return select.and(" ORDER BY signed_in_at DESC, handle LIMIT ?", limit).build();
    }

    private List<BrowserSessionRecord> select(Selection selection) {
        return database.read(connection -> {
            try (PreparedStatement statement = selection.prepare(connection);
                    ResultSet rows = statement.executeQuery()) {
                var sessions = new ArrayList<BrowserSessionRecord>();
                while (rows.next()) {
                    sessions.add(session(rows));
                }
                return sessions;
            }
        });
    }

    @Override
    public int forgetExpired(Instant before) {
        return database.statement(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("DELETE FROM browser_session WHERE expires_at < ?")) {
                statement.setLong(1, before.toEpochMilli());
                return statement.executeUpdate();
            }
        });
    }

    private long provider(String name) {
        return keyed.narrow("browser provider", name);
    }

    private long subject(String provider, String name) {
        return keyed.narrow("browser subject", provider + "\n" + name);
    }

    private long upstream(String provider, String index) {
        return keyed.narrow("browser upstream", provider + "\n" + index);
    }
}
