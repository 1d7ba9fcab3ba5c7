package dev.daypass.adapters.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.daypass.adapters.store.PostgreSql;
import dev.daypass.core.audit.AuditSearch;
import dev.daypass.core.secret.Secret;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a former version wrote is found by the indexes of this one, and no line that somebody has spoilt stands in the way. */
final class UpgradeTest {
    private static final String BEFORE_THE_COLUMN = "13";

    @RegisterExtension
    private final BeforeEachCallback server =
            context -> postgres = PostgreSql.of(context).newDatabase();

    private String postgres = "";

    @Test
    void storiesOfAFormerVersionAreFoundInH2() throws SQLException {
        String url = "jdbc:h2:mem:" + UUID.randomUUID();
        // Stays open, for H2 forgets what nobody is connected to.
        try (Connection former = DriverManager.getConnection(DatabaseUrl.of(url).text(), "sa", "")) {
            storiesAreFound(url, "sa", former);
        }
    }

    @Test
    void storiesOfAFormerVersionAreFoundInPostgreSql() throws SQLException {
        try (Connection former = DriverManager.getConnection(postgres, "postgres", "")) {
            storiesAreFound(postgres, "postgres", former);
        }
    }

    private static void storiesAreFound(String url, String user, Connection former) throws SQLException {
        Flyway.configure()
                .dataSource(DatabaseUrl.of(url).text(), user, "")
                .locations("classpath:dev/daypass/adapters/store/migration")
                .placeholders(Map.of("stored", ""))
                .target(BEFORE_THE_COLUMN)
                .load()
                .migrate();
        List<String> lines = List.of(
                "{\"kind\":\"SIGN_IN\",\"outcome\":\"GRANTED\",\"correlation\":\"id-1\",\"client\":\"192.0.2.1\"}",
                "{\"correlation\":\"\",\"facts\":{\"x\":[\"\\\"correlation\\\":\\\"id-1\\\"\"]}}",
                "",
                "no entry",
                "{\"correlation\":\"" + "x".repeat(10_000),
                "{\"correlation\":\"" + "é".repeat(5_000) + "\"}");
        try (PreparedStatement statement = former.prepareStatement(
                "INSERT INTO audit_entry (node, sequence, instant, line) VALUES ('node', ?, ?, ?)")) {
            for (int i = 0; i < lines.size(); i++) {
                statement.setLong(1, i + 1L);
                statement.setLong(2, i);
                statement.setString(3, lines.get(i));
                statement.executeUpdate();
            }
        }
        try (Database database = Database.open(url, user, Secret.of(""))) {
            var lookup = new AuditLookup(database);
            assertEquals(lines.subList(0, 1), lookup.newest(story("id-1")));
            assertEquals(lines.subList(5, 6), lookup.newest(story("é".repeat(5_000))));
            assertEquals(List.of(), lookup.newest(story("id")));
        }
    }

    private static AuditSearch story(String id) {
        return new AuditSearch(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(id), List.of(), 10);
    }
}
