package dev.daypass.adapters.store.jdbc;

import dev.daypass.adapters.store.gather.Gathering;
import dev.daypass.core.signin.ReplayStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Spent proofs in a table: the row that goes in first wins, on all nodes. Concurrent spends of a node are one statement.
 */
public final class JdbcReplayStore implements ReplayStore {
    private static final int MOST = 256;
    /** In this form alone, without a conflict target, put-if-absent runs on both databases. */
    private static final String SPEND = "INSERT INTO spent_proof (id, forget_after)"
            + " SELECT p.id, p.forget_after FROM UNNEST(CAST(? AS UUID ARRAY), CAST(? AS BIGINT ARRAY)) AS p(id, forget_after)"
            + " WHERE p.forget_after >= (SELECT h.instant FROM horizon h WHERE h.kind = 'PROOF')"
            + " ON CONFLICT DO NOTHING";

    private final Database database;
    private final KeyedHash hash;
    private final Horizon horizon;
    private final Gathering<Spend, Spending> spends = new Gathering<>(MOST, this::spend);

    JdbcReplayStore(Database database, KeyedHash hash) {
        this.database = database;
        this.hash = hash;
        this.horizon = new Horizon(database, "PROOF");
    }

    private record Spend(UUID id, long until) {}

    @Override
    public Spending spend(String key, Instant until) {
        return spends.submit(new Spend(hash.wide("proof", key), until.toEpochMilli()));
    }

    private List<Spending> spend(List<Spend> batch) {
        // In order of the keys, so that two nodes with the same keys never wait for each other in a circle.
        var untilByKey = new TreeMap<UUID, Long>();
        batch.forEach(spend -> untilByKey.merge(spend.id(), spend.until(), Math::max));
        Set<UUID> first = database.statement(connection -> insert(connection, untilByKey));
        return batch.stream()
                .map(spend -> first.remove(spend.id()) ? Spending.FIRST : Spending.SEEN)
                .toList();
    }

    private static Set<UUID> insert(Connection connection, Map<UUID, Long> untilByKey) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SPEND, new String[] {"id"})) {
            var columns = new Columns(statement);
            columns.ids(untilByKey.keySet());
            columns.numbers(untilByKey.values(), Long::longValue);
            statement.executeUpdate();
            var inserted = new HashSet<UUID>();
            try (ResultSet rows = statement.getGeneratedKeys()) {
                while (rows.next()) {
                    inserted.add(rows.getObject(1, UUID.class));
                }
            }
            return inserted;
        }
    }

    /** Forgets proofs that would be refused as expired anyway; returns how many. */
    int forgetExpired(Instant before) {
        int forgotten = horizon.deleteBefore("spent_proof");
        horizon.advance(before.toEpochMilli());
        return forgotten;
    }
}
