package dev.daypass.adapters.store.jdbc;

import dev.daypass.adapters.store.gather.Gathering;
import dev.daypass.core.outcome.UnavailableException;
import dev.daypass.core.session.Revocation;
import dev.daypass.core.session.RevocationFeed;
import dev.daypass.core.session.RevocationIndex;
import dev.daypass.core.session.RevocationStore;
import dev.daypass.core.session.SessionRecord;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Revocations in a table and, for the asking, in memory. Every node follows the table by number, four times a second; if
 * it cannot for five seconds, it refuses to say that anything is not revoked.
 */
public final class JdbcRevocationStore implements RevocationStore, RevocationFeed, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcRevocationStore.class);
    private static final Duration EVERY = Duration.ofMillis(250);
    static final Duration LONGEST_SILENCE = Duration.ofSeconds(5);
    private static final int MOST = 64;

    private final Database database;
    private final Duration longestSilence;
    private final Horizon horizon;
    private final RevocationIndex index = new RevocationIndex();
    private final Gathering<Revocation, Boolean> revocations = new Gathering<>(MOST, this::revoke);
    private final ScheduledExecutorService follower;
    private volatile long forgottenUntil;
    private volatile long followedAt;
    /** Written by the follower alone, once the store is open. */
    private long lastNumber;

    private boolean following = true;

    JdbcRevocationStore(Database database, Duration longestSilence) {
        this.database = database;
        this.longestSilence = longestSilence;
        this.horizon = new Horizon(database, "REVOCATION");
        this.forgottenUntil = horizon.read();
        follow();
        this.follower = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "daypass-revocations");
            thread.setDaemon(true);
            return thread;
        });
        long every = EVERY.toMillis();
        var unused = follower.scheduleWithFixedDelay(this::tryToFollow, every, every, TimeUnit.MILLISECONDS);
    }

    @Override
    public void revoke(Revocation revocation) {
        revocations.submit(revocation);
        index.add(revocation);
    }

    @Override
    public boolean isRevoked(SessionRecord session) {
        mustFollow();
        return index.ends(session) || session.expiresAt().toEpochMilli() < forgottenUntil;
    }

    @Override
    public boolean isRevoked(Revocation.Scope scope, String key, Instant began) {
        mustFollow();
        return index.ends(scope, key, began);
    }

    @Override
    public List<Revocation> inForce() {
        mustFollow();
        return index.inForce();
    }

    @Override
    public void onChange(Runnable listener) {
        index.onChange(listener);
    }

    @Override
    public void mustFollow() {
        if (System.nanoTime() - followedAt > longestSilence.toNanos()) {
            throw new UnavailableException(
                    "revocations of other nodes could not be read for " + longestSilence.toMillis() + " ms");
        }
    }

    private List<Boolean> revoke(List<Revocation> batch) {
        return database.transaction(connection -> {
            // INVARIANT: numbers are given and committed in one order; a follower that has seen one has seen all below.
            Turn.take(connection, "REVOCATION");
            String put = "INSERT INTO revocation (scope, target, ended_before, forget_after) VALUES (?, ?, ?, ?)";
            try (PreparedStatement statement = connection.prepareStatement(put)) {
                for (Revocation revocation : batch) {
                    statement.setString(1, revocation.scope().name());
                    statement.setBytes(2, revocation.key().getBytes(StandardCharsets.UTF_8));
                    statement.setLong(3, revocation.before().toEpochMilli());
                    statement.setLong(4, revocation.forgetAfter().toEpochMilli());
                    statement.addBatch();
                }
                statement.executeBatch();
            }
            return Collections.nCopies(batch.size(), true);
        });
    }

    private void tryToFollow() {
        try {
            follow();
            if (!following) {
                LOG.info("revocations of other nodes are read again");
            }
            following = true;
        } catch (UnavailableException e) {
            if (following) {
                LOG.warn("revocations of other nodes cannot be read", e);
            }
            following = false;
        }
    }

    private void follow() {
        long begun = System.nanoTime();
        lastNumber = database.read(this::readNew);
        followedAt = begun;
    }

    private long readNew(Connection connection) throws SQLException {
        String sql = "SELECT number, scope, target, ended_before, forget_after FROM revocation"
                + " WHERE number > ? ORDER BY number";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, lastNumber);
            long number = lastNumber;
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    number = rows.getLong(1);
                    index.add(new Revocation(
                            Revocation.Scope.valueOf(rows.getString(2)),
                            new String(rows.getBytes(3), StandardCharsets.UTF_8),
                            Instant.ofEpochMilli(rows.getLong(4)),
                            Instant.ofEpochMilli(rows.getLong(5))));
                }
            }
            return number;
        }
    }

    /** Forgets revocations of sessions that have expired; returns how many rows are gone. */
    int forgetExpired(Instant before) {
        int forgotten = horizon.deleteBefore("revocation");
        horizon.advance(before.toEpochMilli());
        forgottenUntil = Math.max(forgottenUntil, before.toEpochMilli());
        index.forget(Instant.ofEpochMilli(forgottenUntil));
        return forgotten;
    }

    /** Ends following; a reading under way is waited for, since the connections go next. */
    @Override
    public void close() {
        follower.shutdown();
        try {
            if (!follower.awaitTermination(EVERY.toMillis() * 4, TimeUnit.MILLISECONDS)) {
                follower.shutdownNow();
            }
        } catch (InterruptedException e) {
            follower.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
