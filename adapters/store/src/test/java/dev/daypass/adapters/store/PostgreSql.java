package dev.daypass.adapters.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A real PostgreSQL, started once for a run of tests, with a new database for whoever asks. */
public final class PostgreSql implements AutoCloseable {
    private final EmbeddedPostgres server;
    private int databases;

    private PostgreSql(EmbeddedPostgres server) {
        this.server = server;
    }

    /** The server of this run. */
    public static PostgreSql of(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(PostgreSql.class))
                .getOrComputeIfAbsent("server", key -> start(), PostgreSql.class);
    }

    private static PostgreSql start() {
        try {
            return new PostgreSql(EmbeddedPostgres.builder().start());
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL does not start", e);
        }
    }

    /** The URL of a new, empty database; its user is {@code postgres}. */
    public synchronized String newDatabase() {
        String name = "daypass_" + databases++;
        try (var connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("no new database", e);
        }
        return "jdbc:postgresql://localhost:" + server.getPort() + "/" + name;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
