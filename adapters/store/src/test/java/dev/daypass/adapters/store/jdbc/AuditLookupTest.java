package dev.daypass.adapters.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.adapters.store.PostgreSql;
import dev.daypass.core.audit.AuditSearch;
import dev.daypass.core.outcome.UnavailableException;
import dev.daypass.core.secret.Secret;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Searches of the audit leave the database to others: few at a time, and none for long. */
@Timeout(60)
public final class AuditLookupTest {
    private static final AuditSearch RARE = new AuditSearch(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of("nowhere"), 1);
    private static final AuditSearch STORY =
            new AuditSearch(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("id"), List.of(), 1);

    private static final CountDownLatch GOES_ON = new CountDownLatch(1);
    private static final CountDownLatch BOTH_ARE_IN = new CountDownLatch(2);

    @RegisterExtension
    private final BeforeEachCallback server =
            context -> postgres = PostgreSql.of(context).newDatabase();

    private String postgres = "";

    /** What H2 has to ask for each row of the table of the tests. */
    public static String slow() throws InterruptedException {
        BOTH_ARE_IN.countDown();
        GOES_ON.await();
        return "{}";
    }

    private static Database h2(String... statements) {
        Database database = Database.open("jdbc:h2:mem:" + UUID.randomUUID(), "sa", Secret.of(""));
        database.statement(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("DROP TABLE audit_entry");
                for (String sql : statements) {
                    statement.execute(sql);
                }
                return statements.length;
            }
        });
        return database;
    }

    @Test
    void W31twoSearchAtOnceAndNoMore() throws ExecutionException, InterruptedException {
        String slow = "CREATE ALIAS slow FOR '" + AuditLookupTest.class.getName() + ".slow'";
        String view = "CREATE VIEW audit_entry AS SELECT 'n' node, CAST(1 AS BIGINT) sequence,"
                + " CAST(1 AS BIGINT) instant, 'other' correlation, slow() line";
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (Database database = h2(slow, view)) {
            var lookup = new AuditLookup(database);
            var walks = new ArrayList<Future<List<String>>>();
            for (int i = 0; i < 2; i++) {
                walks.add(threads.submit(() -> lookup.newest(RARE)));
            }
            BOTH_ARE_IN.await();
            var third = assertThrows(UnavailableException.class, () -> lookup.newest(RARE));
            assertTrue(String.valueOf(third.getMessage()).contains("others search"), third::toString);
            assertEquals(List.of(), lookup.newest(STORY), "a story waits for nobody's walk");
            GOES_ON.countDown();
            for (Future<List<String>> walk : walks) {
                assertEquals(List.of(), walk.get());
            }
            assertEquals(List.of(), lookup.newest(RARE));
        } finally {
            GOES_ON.countDown();
            threads.shutdownNow();
        }
    }

    @Test
    void W31searchThatTakesLongIsStoppedInH2() {
        String endless = "CREATE VIEW audit_entry AS SELECT 'n' node, x sequence, x instant, 'other' correlation,"
                + " CAST(x AS VARCHAR) line FROM system_range(1, 1000000000000)";
        try (Database database = h2(endless)) {
            var lookup = new AuditLookup(database, 1);
            assertThrows(UnavailableException.class, () -> lookup.newest(RARE));
            assertThrows(UnavailableException.class, () -> lookup.newest(RARE), "the one before has left");
        }
    }

    @Test
    void W31boundOfASearchIsNotThatOfWhoeverHasTheConnectionNext() {
        String view = "CREATE VIEW audit_entry AS SELECT 'n' node, CAST(1 AS BIGINT) sequence,"
                + " CAST(1 AS BIGINT) instant, 'other' correlation, 'nowhere' line";
        try (Database database = h2(view)) {
            var lookup = new AuditLookup(database, 1);
            assertEquals(List.of("nowhere"), lookup.newest(RARE));
            int bound = database.read(connection -> {
                try (Statement statement = connection.createStatement()) {
                    return statement.getQueryTimeout();
                }
            });
            assertEquals(0, bound);
        }
    }

    @Test
    void W31searchThatTakesLongIsStoppedInPostgreSql() {
        try (Database database = Database.open(postgres, "postgres", Secret.of(""))) {
            var lookup = new AuditLookup(database, 1);
            // Somebody else has the table: the search waits, and would wait for ever.
            database.transaction(connection -> {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("LOCK TABLE audit_entry IN ACCESS EXCLUSIVE MODE");
                    assertThrows(UnavailableException.class, () -> lookup.newest(RARE));
                    return statement.execute("SELECT 1");
                }
            });
            assertEquals(List.of(), lookup.newest(RARE));
        }
    }
}
