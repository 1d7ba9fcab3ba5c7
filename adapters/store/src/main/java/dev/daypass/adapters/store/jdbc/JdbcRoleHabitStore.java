package dev.daypass.adapters.store.jdbc;

import dev.daypass.core.login.RoleHabit;
import dev.daypass.core.login.RoleHabitStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Which roles people like, in a table; a person is found by a keyed hash. */
public final class JdbcRoleHabitStore implements RoleHabitStore {
    private static final String TAKEN = "UPDATE role_habit SET uses = uses + 1,"
            + " last_used = GREATEST(last_used, ?) WHERE person = ? AND role = ?";
    private static final String MARKED =
            "UPDATE role_habit SET favourite = ?, last_used = GREATEST(last_used, ?) WHERE person = ? AND role = ?";
    private static final String INSERT = "INSERT INTO role_habit (person, role, favourite, uses, last_used)"
            + " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";
    private static final String TRIM = "DELETE FROM role_habit WHERE person = ? AND role NOT IN (SELECT role FROM"
            + " role_habit WHERE person = ? ORDER BY favourite DESC, last_used DESC, role LIMIT " + MOST + ")";
    private static final String UNMARKED =
            "DELETE FROM role_habit WHERE person = ? AND role = ? AND uses = 0 AND NOT favourite";

    private final Database database;
    private final KeyedHash hash;

    JdbcRoleHabitStore(Database database, KeyedHash hash) {
        this.database = database;
        this.hash = hash;
    }

    @Override
    public List<RoleHabit> of(Person person) {
        UUID key = key(person);
        return database.read(connection -> {
            String sql = "SELECT role, favourite, uses, last_used FROM role_habit WHERE person = ? ORDER BY role";
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setObject(1, key);
                var habits = new ArrayList<RoleHabit>();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        habits.add(new RoleHabit(
                                rows.getString(1),
                                rows.getBoolean(2),
                                rows.getInt(3),
                                Instant.ofEpochMilli(rows.getLong(4))));
                    }
                }
                return List.copyOf(habits);
            }
        });
    }

    @Override
    public void taken(Person person, String role, Instant at) {
        var habit = new RoleHabit(role, false, 1, at);
        write(key(person), habit, (connection, key) -> {
            try (PreparedStatement statement = connection.prepareStatement(TAKEN)) {
                statement.setLong(1, at.toEpochMilli());
                statement.setObject(2, key);
                statement.setString(3, role);
                return statement.executeUpdate();
            }
        });
    }

    @Override
    public void mark(Person person, String role, boolean favourite, Instant at) {
        var habit = new RoleHabit(role, favourite, 0, at);
        write(key(person), habit, (connection, key) -> {
            try (PreparedStatement statement = connection.prepareStatement(MARKED)) {
                statement.setBoolean(1, favourite);
                statement.setLong(2, at.toEpochMilli());
                statement.setObject(3, key);
                statement.setString(4, role);
                return statement.executeUpdate();
            }
        });
    }

    /** Changes a row that is there; says how many there were. */
    @FunctionalInterface
    private interface Change {
        int apply(Connection connection, UUID person) throws SQLException;
    }

    /** Two at once that begin a row: the second changes the first's. */
    private void write(UUID person, RoleHabit first, Change change) {
        database.transaction(connection -> {
            boolean there = change.apply(connection, person) == 1
                    || insert(connection, person, first) == 1
                    || change.apply(connection, person) == 1;
            for (String sql : List.of(UNMARKED, TRIM)) {
                try (PreparedStatement statement = connection.prepareStatement(sql)) {
                    statement.setObject(1, person);
                    if (sql.equals(TRIM)) {
                        statement.setObject(2, person);
                    } else {
                        statement.setString(2, first.role());
                    }
                    statement.executeUpdate();
                }
            }
            return there;
        });
    }

    private static int insert(Connection connection, UUID person, RoleHabit habit) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setObject(1, person);
            statement.setString(2, habit.role());
            statement.setBoolean(3, habit.favourite());
            statement.setInt(4, habit.uses());
            statement.setLong(5, habit.lastUsed().toEpochMilli());
            return statement.executeUpdate();
        }
    }

    @Override
    public int forgetUnused(Instant before) {
        return database.statement(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("DELETE FROM role_habit WHERE last_used < ?")) {
                statement.setLong(1, before.toEpochMilli());
                return statement.executeUpdate();
            }
        });
    }

    private UUID key(Person person) {
        return hash.wide("role habit", person.provider().name() + "\n" + person.subject());
    }
}
