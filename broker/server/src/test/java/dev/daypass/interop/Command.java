package dev.daypass.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** An unmodified client program, run with an environment of its own. */
final class Command {
    private final Path directory;
    private final Map<String, String> environment = new HashMap<>();

    Command(Path directory) {
        this.directory = directory;
        environment.put("AWS_CONFIG_FILE", directory.resolve("no-config").toString());
        environment.put(
                "AWS_SHARED_CREDENTIALS_FILE",
                directory.resolve("no-credentials").toString());
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        environment.put("AWS_DEFAULT_REGION", "eu-central-1");
        environment.put("AWS_MAX_ATTEMPTS", "1");
        environment.put("HOME", directory.toString());
    }

    /** The same client with the credentials in its environment, as people export them. */
    Command with(Map<String, String> more) {
        var command = new Command(directory);
        command.environment.putAll(environment);
        command.environment.putAll(more);
        return command;
    }

    /** The interpreter that has a module: the system's own where another one comes first on the path. */
    String python(String module) {
        return run("python3", "-c", "import " + module).exitCode() == 0 ? "python3" : "/usr/bin/python3";
    }

    record Result(int exitCode, String output) {}

    Result run(String... words) {
        return run(Arrays.asList(words));
    }

    Result run(List<String> words) {
        try {
            Path output = Files.createTempFile(directory, "client", ".out");
            var builder = new ProcessBuilder(words)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(words + " did not end");
            }
            return new Result(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
