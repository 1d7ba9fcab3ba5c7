package dev.daypass.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.server.demo.Demo;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audit of a broker that has stopped is verified from outside; what was changed or taken away is named. */
final class AuditVerifyTest {
    @TempDir
    private static Path directory;

    @BeforeAll
    static void runABroker() throws Exception {
        try (Demo demo = Demo.start(new Demo.Wishes(0, false, false), directory, nowhere())) {
            assertTrue(demo.walk());
        }
    }

    @Test
    void aWholeAuditHolds() {
        CommandRun files = CommandRun.of("audit", "verify", audit().toString());
        CommandRun everything = CommandRun.of("audit", "verify", "--config", config());

        assertEquals(0, files.status(), files.err());
        assertTrue(files.out().contains("audit.jsonl: ok, "), files.out());
        assertTrue(files.out().contains("seals not checked"), files.out());
        assertEquals(0, everything.status(), everything.err());
        assertTrue(everything.out().startsWith("database: ok, "), everything.out());
        assertTrue(everything.out().contains("sealed by the broker's keys"), everything.out());
    }

    @Test
    void aChangedEntryIsNamed(@TempDir Path copy) throws Exception {
        List<String> lines = new ArrayList<>(Files.readAllLines(audit().resolve("audit.jsonl")));
        lines.set(4, lines.get(4).replace("127.0.0.1", "127.0.0.2"));
        CommandRun run = verify(copy, lines);

        assertEquals(1, run.status());
        assertTrue(run.out().contains("NOT OK, EDITED at line 5: entry 5 was changed"), run.out());
    }

    @Test
    void aMissingEntryIsNamed(@TempDir Path copy) throws Exception {
        List<String> lines = new ArrayList<>(Files.readAllLines(audit().resolve("audit.jsonl")));
        lines.remove(4);
        CommandRun run = verify(copy, lines);

        assertEquals(1, run.status());
        assertTrue(run.out().contains("NOT OK, DELETED at line 5: entry 5 is missing"), run.out());
    }

    @Test
    void aMissingFrontIsNamedUnlessTheEarlierFileIsThere(@TempDir Path copy) throws Exception {
        List<String> lines = Files.readAllLines(audit().resolve("audit.jsonl"));
        CommandRun cut = verify(copy, lines.subList(3, lines.size()));

        assertEquals(1, cut.status(), cut.out());
        assertTrue(cut.out().contains("NOT OK, DELETED at line 1: entries 1 to 3 are missing"), cut.out());
        Files.write(copy.resolve("audit.000000000000000001.jsonl"), lines.subList(0, 3));
        CommandRun file =
                CommandRun.of("audit", "verify", copy.resolve("audit.jsonl").toString());
        CommandRun whole = CommandRun.of("audit", "verify", copy.toString());
        assertEquals(0, file.status(), file.out());
        assertEquals(0, whole.status(), whole.out());
    }

    @Test
    void aCutEndIsNamedByTheHeadBesideIt(@TempDir Path copy) throws Exception {
        List<String> lines = Files.readAllLines(audit().resolve("audit.jsonl"));
        Files.copy(audit().resolve("audit.head"), copy.resolve("audit.head"));
        CommandRun run = verify(copy, lines.subList(0, lines.size() - 1));

        assertEquals(1, run.status());
        assertTrue(run.out().contains("NOT OK, TRUNCATED"), run.out());
    }

    @Test
    void reportsAreJsonWhenAsked(@TempDir Path copy) throws Exception {
        List<String> lines = new ArrayList<>(Files.readAllLines(audit().resolve("audit.jsonl")));
        lines.remove(0);
        lines.remove(0);
        lines.remove(1);
        Files.write(copy.resolve("audit.jsonl"), lines);
        CommandRun run = CommandRun.of("audit", "verify", "--json", copy.toString());

        assertEquals(1, run.status());
        assertTrue(run.out().contains("\"fault\" : \"DELETED\""), run.out());
    }

    @Test
    void nothingToVerifyIsWrongUsage(@TempDir Path empty) {
        assertEquals(2, CommandRun.of("audit", "verify").status());
        assertEquals(2, CommandRun.of("audit", "verify", empty.toString()).status());
        assertEquals(
                2,
                CommandRun.of("audit", "verify", empty.resolve("none").toString())
                        .status());
    }

    private static CommandRun verify(Path copy, List<String> lines) throws Exception {
        Files.write(copy.resolve("audit.jsonl"), lines);
        return CommandRun.of("audit", "verify", copy.toString());
    }

    private static Path audit() {
        return directory.resolve("data/audit");
    }

    private static String config() {
        return directory.resolve("config").toString();
    }

    private static PrintWriter nowhere() {
        return new PrintWriter(Writer.nullWriter());
    }
}
