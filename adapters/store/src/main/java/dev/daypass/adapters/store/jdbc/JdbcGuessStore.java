package dev.daypass.adapters.store.jdbc;

import dev.daypass.core.signin.GuessStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Attempts in a table: an account has as many numbered places as attempts, and whoever fills a free one has taken an
 * attempt. A place is filled by one statement, so that of many at once, on all nodes, no more get through than there are
 * places.
 */
public final class JdbcGuessStore implements GuessStore {
    private final Database database;
    private final KeyedHash hash;

    JdbcGuessStore(Database database, KeyedHash hash) {
        this.database = database;
        this.hash = hash;
    }

    private record Attempt(UUID account, long now, long until) {}

    @Override
    public boolean take(String key, int most, Instant now, Instant until) {
        var attempt = new Attempt(hash.wide("guess", key), now.toEpochMilli(), until.toEpochMilli());
        return database.statement(connection -> {
            for (int place : free(connection, attempt, most)) {
                if (refill(connection, attempt, place) || fill(connection, attempt, place)) {
                    return true;
                }
            }
            return false;
        });
    }

    /** Places with no attempt in them that counts; none if enough count elsewhere, as after a lowered limit. */
    private static List<Integer> free(Connection connection, Attempt attempt, int most) throws SQLException {
        Map<Integer, Long> taken = places(connection, attempt.account());
        taken.values().removeIf(until -> until <= attempt.now());
        List<Integer> free = new ArrayList<>();
        for (int place = 0; place < most && taken.size() < most; place++) {
            if (!taken.containsKey(place)) {
                free.add(place);
            }
        }
        return free;
    }

    private static Map<Integer, Long> places(Connection connection, UUID account) throws SQLException {
        String select = "SELECT place, counts_until FROM guess WHERE account = ?";
        try (PreparedStatement statement = connection.prepareStatement(select)) {
            statement.setObject(1, account);
            Map<Integer, Long> places = new HashMap<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    places.put(rows.getInt(1), rows.getLong(2));
                }
            }
            return places;
        }
    }

    /** Takes a place whose attempt no longer counts. */
    private static boolean refill(Connection connection, Attempt attempt, int place) throws SQLException {
        String update = "UPDATE guess SET counts_until = ? WHERE account = ? AND place = ? AND counts_until <= ?";
        try (PreparedStatement statement = connection.prepareStatement(update)) {
            statement.setLong(1, attempt.until());
            statement.setObject(2, attempt.account());
            statement.setInt(3, place);
            statement.setLong(4, attempt.now());
            return statement.executeUpdate() == 1;
        }
    }

    /** Takes a place that nobody has had. */
    private static boolean fill(Connection connection, Attempt attempt, int place) throws SQLException {
        String insert = "INSERT INTO guess (account, place, counts_until) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            statement.setObject(1, attempt.account());
            statement.setInt(2, place);
            statement.setLong(3, attempt.until());
            return statement.executeUpdate() == 1;
        }
    }

    @Override
    public void giveBack(String key, Instant until) {
        UUID account = hash.wide("guess", key);
        long counted = until.toEpochMilli();
        var unused = database.statement(connection -> {
            Map<Integer, Long> taken = places(connection, account);
            taken.values().removeIf(end -> end != counted);
            for (int place : taken.keySet()) {
                if (free(connection, account, place, counted)) {
                    return true;
                }
            }
            return false;
        });
    }

    private static boolean free(Connection connection, UUID account, int place, long until) throws SQLException {
        String delete = "DELETE FROM guess WHERE account = ? AND place = ? AND counts_until = ?";
        try (PreparedStatement statement = connection.prepareStatement(delete)) {
            statement.setObject(1, account);
            statement.setInt(2, place);
            statement.setLong(3, until);
            return statement.executeUpdate() == 1;
        }
    }

    @Override
    public void forgive(String key) {
        UUID account = hash.wide("guess", key);
        var unused = database.statement(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("DELETE FROM guess WHERE account = ?")) {
                statement.setObject(1, account);
                return statement.executeUpdate();
            }
        });
    }

    @Override
    public int forgetExpired(Instant before) {
        return database.statement(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("DELETE FROM guess WHERE counts_until < ?")) {
                statement.setLong(1, before.toEpochMilli());
                return statement.executeUpdate();
            }
        });
    }
}
