package dev.daypass.adapters.store.jdbc;

import dev.daypass.adapters.store.gather.Gathering;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.session.SessionRecord;
import dev.daypass.core.session.SessionRecordCodec;
import dev.daypass.core.session.SessionStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Issued sessions in a table. Concurrent saves of a node are one statement. */
public final class JdbcSessionStore implements SessionStore {
    private static final int MOST = 128;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final String SAVE = "INSERT INTO issued_session"
            + " (id, issued_at, expires_at, role_hash, subject_hash, provider_hash, content)"
            + " SELECT * FROM UNNEST(CAST(? AS VARCHAR ARRAY), CAST(? AS BIGINT ARRAY), CAST(? AS BIGINT ARRAY),"
            + " CAST(? AS BIGINT ARRAY), CAST(? AS BIGINT ARRAY), CAST(? AS BIGINT ARRAY), CAST(? AS BYTEA ARRAY))"
            + " ON CONFLICT DO NOTHING";
    private static final String LIVE = "SELECT id, issued_at, expires_at, content FROM issued_session"
            + " WHERE provider_hash = ? AND (expires_at > ? OR (expires_at = ? AND id > ?)) ORDER BY expires_at, id LIMIT ?";
    /** Sessions read at once where all are asked for. */
    private static final int PAGE = 1_000;

    private final Database database;
    private final KeyedHash hash;
    private final SessionRecordCodec codec;
    private final Gathering<SessionRecord, Boolean> saves = new Gathering<>(MOST, this::save);

    JdbcSessionStore(Database database, KeyedHash hash, SessionRecordCodec codec) {
        this.database = database;
        this.hash = hash;
        this.codec = codec;
    }

    @Override
    public void save(SessionRecord session) {
        saves.submit(session);
    }

    private List<Boolean> save(List<SessionRecord> batch) {
        var byId = new TreeMap<String, SessionRecord>();
        batch.forEach(session -> byId.put(session.id(), session));
        List<SessionRecord> sessions = List.copyOf(byId.values());
        return database.statement(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(SAVE)) {
                var columns = new Columns(statement);
                columns.texts(sessions, SessionRecord::id);
                columns.numbers(sessions, session -> session.issuedAt().toEpochMilli());
                columns.numbers(sessions, session -> session.expiresAt().toEpochMilli());
                columns.numbers(sessions, session -> role(session.owner().reference()));
                columns.numbers(sessions, session -> subject(session.subject()));
                columns.numbers(sessions, session -> provider(session.provider()));
                columns.bytes(sessions, codec::encode);
                statement.executeUpdate();
                return Collections.nCopies(batch.size(), true);
            }
        });
    }

    @Override
    public Optional<SessionRecord> find(String id) {
        if (!ID.matcher(id).matches()) {
            return Optional.empty();
        }
        return database.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "SELECT id, issued_at, expires_at, content FROM issued_session WHERE id = ?")) {
                statement.setString(1, id);
                try (ResultSet rows = statement.executeQuery()) {
                    return rows.next() ? Optional.of(record(rows)) : Optional.empty();
                }
            }
        });
    }

    @Override
    public List<SessionRecord> list(Query query) {
        return page(new Page(query.liveAt(), query.role(), query.subject(), Optional.empty(), query.limit()));
    }

    @Override
    public List<SessionRecord> page(Page page) {
        Selection selection = selection(page);
        return database.read(connection -> select(connection, selection));
    }

    /** Walks down the index of instants, or of a role's or subject's instants. */
    Selection selection(Page page) {
        var query = new Selection.Builder("SELECT id, issued_at, expires_at, content FROM issued_session");
        query.and(" WHERE expires_at > ?", page.liveAt().toEpochMilli());
        page.role().ifPresent(reference -> query.and(" AND role_hash = ?", role(reference)));
        page.subject().ifPresent(name -> query.and(" AND subject_hash = ?", subject(name)));
        // Also where it bounds nothing: without it H2 takes another index, and sorts.
        long newest = page.after().map(last -> last.began().toEpochMilli()).orElse(Long.MAX_VALUE);
        query.and(" AND issued_at <= ?", newest);
        page.after().ifPresent(last -> query.and(" AND (issued_at < ? OR id > ?)", newest, last.id()));
        return query.and(" ORDER BY issued_at DESC, id LIMIT ?", page.limit()).build();
    }

    @Override
    public void eachLive(ProviderId provider, Instant at, Consumer<SessionRecord> visitor) {
        long hashed = provider(Optional.of(provider));
        Optional<ProviderId> wanted = Optional.of(provider);
        long expires = at.toEpochMilli() + 1;
        String id = "";
        List<SessionRecord> page;
        do {
            var from = new Selection(LIVE, List.of(hashed, expires, expires, id, PAGE));
            page = database.read(connection -> select(connection, from));
            page.stream().filter(session -> session.provider().equals(wanted)).forEach(visitor);
            if (!page.isEmpty()) {
                SessionRecord last = page.get(page.size() - 1);
                expires = last.expiresAt().toEpochMilli();
                id = last.id();
            }
        } while (page.size() == PAGE);
    }

    private List<SessionRecord> select(Connection connection, Selection selection) throws SQLException {
        try (PreparedStatement statement = selection.prepare(connection)) {
            var sessions = new ArrayList<SessionRecord>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    sessions.add(record(rows));
                }
            }
            return sessions;
        }
    }

    private SessionRecord record(ResultSet row) throws SQLException {
        return codec.decode(
                row.getString(1),
                Instant.ofEpochMilli(row.getLong(2)),
                Instant.ofEpochMilli(row.getLong(3)),
                row.getBytes(4));
    }

    @Override
    public int forgetExpired(Instant before) {
        return database.statement(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("DELETE FROM issued_session WHERE expires_at < ?")) {
                statement.setLong(1, before.toEpochMilli());
                return statement.executeUpdate();
            }
        });
    }

    private long role(String reference) {
        return hash.narrow("role", reference);
    }

    /** Nobody's name where a user or service began, so that the column never lacks. */
    private long provider(Optional<ProviderId> provider) {
        return hash.narrow("provider", provider.map(ProviderId::name).orElse(""));
    }

    private long subject(String name) {
        return hash.narrow("subject", name);
    }
}
