package dev.daypass.adapters.store.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.daypass.core.outcome.UnavailableException;
import dev.daypass.core.secret.Secret;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * A pool of connections to one database, and the promise that a write which returned survives a crash.
 *
 * <p>PostgreSQL gives that with every commit. H2 does not sync by itself, and skips writing a commit while another thread
 * writes one. So an H2 file has one writer at a time here, whose commit is followed by a {@code CHECKPOINT SYNC}. Faults
 * are {@link UnavailableException}s. Safe for several threads.
 */
public final class Database implements AutoCloseable {
    private static final int CONNECTIONS = 8;
    /** A database that was told to forget its last commits in a crash is told otherwise here. */
    private static final String DURABLE = "SELECT set_config('synchronous_commit', CASE WHEN"
            + " current_setting('synchronous_commit') = 'off' THEN 'on' ELSE current_setting('synchronous_commit') END, false)";

    private final DatabaseUrl url;
    private final HikariDataSource pool;
    /** Held by the one thread that writes to an H2 file. */
    private final ReentrantLock writing = new ReentrantLock();

    private Database(DatabaseUrl url, HikariDataSource pool) {
        this.url = url;
        this.pool = pool;
    }

    /** Connects, and brings the schema up to date. */
    public static Database open(String address, String user, Secret password) {
        DatabaseUrl url = DatabaseUrl.of(address);
        url.prepare();
        HikariDataSource pool = connect(url, user, password);
        try {
            migrate(url, pool, user, password);
            return new Database(url, pool);
        } catch (FlywayException e) {
            pool.close();
            throw new UnavailableException("the schema of `" + url + "` cannot be brought up to date", e);
        }
    }

    /** H2 has no word for a generated column that is kept, and keeps them all. */
    private static void migrate(DatabaseUrl url, HikariDataSource pool, String user, Secret password) {
        boolean postgres = url.kind() == DatabaseUrl.Kind.POSTGRESQL;
        FluentConfiguration flyway = Flyway.configure()
                .locations("classpath:dev/daypass/adapters/store/migration")
                .placeholders(Map.of("stored", postgres ? "STORED" : ""));
        (postgres ? flyway.dataSource(url.patient(), user, password.reveal()) : flyway.dataSource(pool))
                .load()
                .migrate();
    }

    private static HikariDataSource connect(DatabaseUrl url, String user, Secret password) {
        var config = new HikariConfig();
        config.setPoolName("daypass-store");
        config.setJdbcUrl(url.text());
        config.setUsername(user);
        config.setPassword(password.reveal());
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(5_000);
        if (url.kind() == DatabaseUrl.Kind.POSTGRESQL) {
            config.setConnectionInitSql(DURABLE);
        } else {
            // H2 closes, and in memory forgets, a database whose last connection goes.
            config.setMaxLifetime(0);
            config.setIdleTimeout(0);
        }
        try {
            return new HikariDataSource(config);
        } catch (RuntimeException e) {
            throw new UnavailableException("the store `" + url + "` cannot be opened", e);
        }
    }

    /** What is done with a connection. */
    @FunctionalInterface
    public interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    /** Reads. */
    public <T> T read(Work<T> work) {
        try (Connection connection = pool.getConnection()) {
            return work.with(connection);
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    /** Writes with one statement; durable when it returns. */
    public <T> T statement(Work<T> work) {
        return url.kind() == DatabaseUrl.Kind.H2_FILE ? alone(work) : read(work);
    }

    /** Writes with several statements, all or nothing; durable when it returns. */
    public <T> T transaction(Work<T> work) {
        return statement(connection -> {
            // The pool rolls back what is not committed, and sets the connection as it was.
            connection.setAutoCommit(false);
            T done = work.with(connection);
            connection.commit();
            return done;
        });
    }

    private <T> T alone(Work<T> work) {
        writing.lock();
        try {
            return read(connection -> {
                T done = work.with(connection);
                try (Statement statement = connection.createStatement()) {
                    statement.execute("CHECKPOINT SYNC");
                }
                return done;
            });
        } finally {
            writing.unlock();
        }
    }

    private UnavailableException unavailable(SQLException e) {
        return new UnavailableException("the store `" + url + "` failed with SQL state " + e.getSQLState(), e);
    }

    @Override
    public void close() {
        pool.close();
    }
}
