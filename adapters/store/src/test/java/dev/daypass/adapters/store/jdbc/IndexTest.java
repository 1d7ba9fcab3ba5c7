package dev.daypass.adapters.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.adapters.store.PostgreSql;
import dev.daypass.core.audit.AuditSearch;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.session.SessionPosition;
import dev.daypass.core.session.SessionRecordCodec;
import dev.daypass.core.session.SessionStore;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.UUID;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What administrators look up is found by an index, as the databases themselves tell, however much there is. */
final class IndexTest {
    private static final Instant NOW = Instant.ofEpochSecond(20_000);

    @RegisterExtension
    private final BeforeEachCallback server =
            context -> postgres = PostgreSql.of(context).newDatabase();

    private String postgres = "";

    /** The databases that there may be. */
    enum Kind {
        H2,
        POSTGRESQL
    }

    private Database open(Kind kind) {
        return switch (kind) {
            case H2 -> Database.open("jdbc:h2:mem:" + UUID.randomUUID(), "sa", Secret.of(""));
            case POSTGRESQL -> Database.open(postgres, "postgres", Secret.of(""));
        };
    }

    /** Twenty thousand rows, and what the database knows of them. */
    private static void fill(Database database, Kind kind, String insert) {
        var unused = database.statement(connection -> {
            try (Statement statement = connection.createStatement()) {
                String numbers = kind == Kind.H2 ? "system_range" : "generate_series";
                int rows = statement.executeUpdate(insert + " FROM " + numbers + "(1, 20000) AS g(x)");
                statement.execute("ANALYZE");
                return rows;
            }
        });
    }

    /**
     * @param story whether few rows are found, which H2 may sort
     */
    private static void assertBy(String index, boolean story, Database database, Selection selection) {
        String plan = database.read(connection -> {
            try (PreparedStatement statement = selection.explain(connection);
                    ResultSet rows = statement.executeQuery()) {
                var lines = new StringJoiner("\n");
                while (rows.next()) {
                    lines.add(rows.getString(1));
                }
                return lines.toString();
            }
        });
        assertTrue(plan.toLowerCase(Locale.ROOT).contains(index), plan);
        // PostgreSQL tells that it sorts, H2 that it need not.
        assertTrue(story || plan.contains("Index Scan") || plan.contains("index sorted"), plan);
        assertTrue(!plan.contains("Sort"), plan);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void auditIsReadByIndex(Kind kind) {
        try (Database audit = open(kind)) {
            fill(audit, kind, """
                    INSERT INTO audit_entry (node, sequence, instant, line)
                    SELECT 'node', g.x, g.x * 1000, CONCAT('{"sequence":', g.x,
                        ',"outcome":"GRANTED","correlation":"id-', g.x, '","client":"192.0.2.1"}')""");
            assertBy("audit_entry_correlation", true, audit, AuditLookup.selection(search(Optional.of("id-17"))));
            assertBy("audit_entry_newest", false, audit, AuditLookup.selection(search(Optional.empty())));
            assertEquals(
                    1,
                    new AuditLookup(audit).newest(search(Optional.of("id-17"))).size());
        }
    }

    private static AuditSearch search(Optional<String> correlation) {
        return new AuditSearch(Optional.empty(), Optional.empty(), Optional.empty(), correlation, List.of(), 51);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void liveSessionsArePagedByIndex(Kind kind) {
        try (Database sessions = open(kind)) {
            fill(sessions, kind, """
                    INSERT INTO issued_session
                        (id, issued_at, expires_at, role_hash, subject_hash, provider_hash, content)
                    SELECT CONCAT('ASIA', g.x), g.x * 1000, 100000000, 1, g.x, 1, CAST('' AS BYTEA)""");
            fill(sessions, kind, """
                    INSERT INTO browser_session (handle, hash, provider_hash, subject_hash, signed_in_at, last_seen,
                        expires_at, content, kind)
                    SELECT CONCAT('bs-', g.x), CONCAT('h', g.x), 1, 1, g.x * 1000, g.x * 1000, 100000000,
                        CAST('' AS BYTEA), 'BROWSER'""");
            var store = new JdbcSessionStore(sessions, new KeyedHash(new byte[32]), new SessionRecordCodec());
            for (Optional<SessionPosition> after :
                    List.of(Optional.<SessionPosition>empty(), Optional.of(new SessionPosition(NOW, "ASIA7")))) {
                var page = new SessionStore.Page(NOW, Optional.empty(), Optional.empty(), after, 500);
                assertBy("issued_session_newest", false, sessions, store.selection(page));
                assertBy("browser_session_newest", false, sessions, JdbcBrowserSessionStore.selection(NOW, after, 500));
            }
        }
    }
}
