package dev.daypass.adapters.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.signin.ReplayStore.Spending;
import dev.daypass.testkit.store.TestSessions;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} while a broker writes: nothing it had acknowledged is lost, and the audit verifies. */
class CrashTest {
    private static final int ROUNDS = 3;

    @TempDir
    private Path folder = Path.of("");

    private String postgres = "";

    @RegisterExtension
    private final BeforeEachCallback server =
            context -> postgres = PostgreSql.of(context).newDatabase();

    @Test
    @Timeout(240)
    void nothingAcknowledgedIsLostOnH2() throws Exception {
        killAndLook(Stores.h2File(folder), "sa");
    }

    /** H2 writes over a page once nobody has needed it for 45 seconds; what an idle broker meets then is met at once here. */
    @Test
    @Timeout(240)
    void nothingAcknowledgedIsLostOnceH2UsesItsSpaceAgain() throws Exception {
        killAndLook(Stores.h2File(folder) + ";RETENTION_TIME=100", "sa");
    }

    @Test
    @Timeout(240)
    void nothingAcknowledgedIsLostOnPostgreSql() throws Exception {
        killAndLook(postgres, "postgres");
    }

    private void killAndLook(String url, String user) throws Exception {
        var random = new Random();
        var acknowledged = new ArrayList<String>();
        for (int round = 0; round < ROUNDS; round++) {
            int lines = 50 + random.nextInt(700);
            acknowledged.addAll(runAndKill(url, user, lines));
            look(url, user, acknowledged);
        }
        assertTrue(acknowledged.size() > ROUNDS * 50);
    }

    private List<String> runAndKill(String url, String user, int after) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashingBroker.class.getName(),
                        url,
                        user,
                        audit().toString())
                .redirectError(folder.resolve("stderr.txt").toFile())
                .start();
        var lines = new ArrayList<String>();
        try (BufferedReader reader = process.inputReader()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.matches("[PASR] ASIA[0-9a-f-]{36}")) {
                    lines.add(line);
                }
                if (lines.size() == after) {
                    // By its handle: the process itself would close the stream that still holds acknowledgements.
                    process.toHandle().destroyForcibly();
                }
            }
        }
        assertEquals(128 + 9, process.waitFor(), "it must have died of SIGKILL");
        return lines;
    }

    private void look(String url, String user, List<String> acknowledged) {
        try (Store store = Stores.open(url, user, 1);
                var journal = CrashingBroker.journal(store, audit())) {
            journal.verify(List.of()).forEach((place, report) -> assertEquals(Optional.empty(), report.fault(), place));
            var lost = new HashSet<String>();
            Set<String> inFile = correlations(journal.tail(1_000_000));
            Set<String> inTable = correlations(store.auditTable("node-1").tail(1_000_000));
            for (String line : acknowledged) {
                String id = line.substring(2);
                boolean there =
                        switch (line.charAt(0)) {
                            case 'P' -> store.replays().spend("idp\n" + id, CrashingBroker.LATER) == Spending.SEEN;
                            case 'S' -> store.sessions().find(id).isPresent();
                            case 'R' ->
                                store.revocations()
                                        .isRevoked(
                                                TestSessions.reader(id, "alice").record());
                            default -> inFile.contains(id) && inTable.contains(id);
                        };
                if (!there) {
                    lost.add(line);
                }
            }
            assertEquals(Collections.emptySet(), lost);
        }
    }

    private Path audit() {
        return folder.resolve("log/audit.jsonl");
    }

    private static Set<String> correlations(List<String> lines) {
        var ids = new HashSet<String>();
        lines.forEach(line -> ids.add(line.replaceFirst(".*\"correlation\":\"([^\"]*)\".*", "$1")));
        return ids;
    }
}
