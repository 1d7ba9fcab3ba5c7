package dev.daypass.testkit.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A command that ran to its end, its two outputs in one. */
record ToolRun(List<String> command, int exitCode, String output) {
    private static final long PATIENCE_SECONDS = 180;

    static ToolRun of(Path directory, Map<String, String> environment, String input, List<String> command) {
        try {
            Path output = Files.createTempFile(directory, "tool", ".log");
            var builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            try (var in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(command.get(0) + " did not end: " + Files.readString(output));
            }
            var run = new ToolRun(command, process.exitValue(), Files.readString(output));
            Files.delete(output);
            return run;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + command.get(0), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + command.get(0), e);
        }
    }

    /** The output of a success. */
    String orThrow() {
        if (exitCode != 0) {
            throw new IllegalStateException(
                    command.get(0) + " " + command.get(1) + " failed with " + exitCode + ":\n" + output);
        }
        return output;
    }
}
