package dev.daypass.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The one jar starts by itself, and answers wrong usage as the contract says. */
final class OneJarIT {
    @Test
    void versionIsToldOnStandardOutput() throws Exception {
        var run = daypass("--version");

        assertEquals(0, run.exitCode());
        assertTrue(run.output().startsWith("daypass "), run.output());
    }

    @Test
    void anUnknownVerbIsWrongUsage() throws Exception {
        assertEquals(2, daypass("nonsense").exitCode());
    }

    private record Run(int exitCode, String output) {}

    private static Run daypass(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-jar", System.getProperty("daypass.jar", "target/daypass.jar")));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output);
    }
}
