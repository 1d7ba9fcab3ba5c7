package dev.daypass.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code serve} says when it does not start. */
final class ServeCommandTest {
    @Test
    void manyMistakesAreToldShortlyAndErrorsFirst(@TempDir Path directory) throws IOException {
        CheckCommandTest.copySampleTo(directory);
        Files.writeString(directory.resolve("users/warned.yaml"), lines(30, number -> "prod/nokey" + number + ": {}"));
        Files.writeString(
                directory.resolve("users/wrong.yaml"),
                lines(45, number -> "prod/wrong" + number + ": { polices: [] }"));
        CommandRun run = CommandRun.of("serve", "--config", directory.toString());

        assertEquals(2, run.status(), run.err());
        assertEquals(
                50,
                run.err()
                        .lines()
                        .filter(line -> line.matches("\\S+:\\d+:\\d+ .*"))
                        .count(),
                run.err());
        assertEquals(
                50, run.err().lines().filter(line -> line.contains(" error ")).count(), run.err());
        assertTrue(run.err().contains(" more: run ./daypass check --config " + directory), run.err());
        assertTrue(run.err().contains("daypass: not started: "), run.err());
    }

    private static String lines(int count, IntFunction<String> line) {
        return IntStream.range(0, count).mapToObj(line).collect(Collectors.joining("\n", "", "\n"));
    }
}
