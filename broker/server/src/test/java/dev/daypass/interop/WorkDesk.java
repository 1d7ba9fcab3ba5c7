package dev.daypass.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Where somebody works: a home directory of their own, the one jar as {@code daypass}, the AWS command line, and a browser
 * program that leaves word where it was sent.
 */
final class WorkDesk {
    private static final long PATIENCE_SECONDS = 90;

    private final Path home;
    private final Path browser;

    WorkDesk(Path home) throws IOException {
        this.home = Files.createDirectories(home);
        this.browser = home.resolve("browser");
        Files.writeString(browser, "#!/bin/sh\nprintf '%s' \"$1\" > \"$0.new\" && mv \"$0.new\" \"$0.opened\"\n");
        Files.setPosixFilePermissions(browser, PosixFilePermissions.fromString("rwx------"));
    }

    Path home() {
        return home;
    }

    /** A program that runs while somebody is at the browser. */
    final class Waiting {
        private final Process process;
        private final Path output;

        private Waiting(Process process, Path output) {
            this.process = process;
            this.output = output;
        }

        /** Where the browser was sent. */
        URI opened() {
            Path word = browser.resolveSibling("browser.opened");
            return URI.create(until(() -> Files.exists(word) ? Files.readString(word) : ""));
        }

        /** What stands in the output behind a mark, up to the end of the line. */
        String told(String mark) {
            return until(() -> Files.readString(output)
                    .lines()
                    .filter(line -> line.contains(mark))
                    .findFirst()
                    .map(line ->
                            line.substring(line.indexOf(mark) + mark.length()).strip())
                    .orElse(""));
        }

        Command.Result end() {
            try {
                if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new IllegalStateException("it waits on: " + Files.readString(output));
                }
                return new Command.Result(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }

        private String until(Reading reading) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            try {
                while (System.nanoTime() < end) {
                    String text = reading.read();
                    if (!text.isEmpty()) {
                        return text;
                    }
                    if (process.waitFor(100, TimeUnit.MILLISECONDS)
                            && reading.read().isEmpty()) {
                        break;
                    }
                }
                throw new IllegalStateException("nothing came; it said: " + Files.readString(output));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    }

    private interface Reading {
        String read() throws IOException;
    }

    /** Starts {@code daypass}; the browser has been nowhere yet. */
    Waiting start(String... words) throws IOException {
        Files.deleteIfExists(browser.resolveSibling("browser.opened"));
        Path output = Files.createTempFile(home, "daypass", ".out");
        var builder = new ProcessBuilder(daypass(words))
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .redirectInput(new java.io.File("/dev/null"));
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("SSH_"));
        builder.environment().putAll(environment());
        return new Waiting(builder.start(), output);
    }

    /** Runs {@code daypass} to its end. */
    Command.Result daypass(Map<String, String> more, String... words) {
        return new Command(home).with(environment()).with(more).run(daypass(words));
    }

    /** Runs a line of a shell. */
    Command.Result shell(String line) {
        return new Command(home).with(environment()).run("sh", "-c", line);
    }

    /** Runs the AWS command line with this home's own configuration. */
    Command.Result aws(String... words) {
        var command = new ArrayList<>(List.of("aws"));
        command.addAll(List.of(words));
        return new Command(home)
                .with(Map.of("AWS_CONFIG_FILE", home.resolve(".aws/config").toString()))
                .run(command);
    }

    /** The words that start it. */
    static List<String> daypass(String... words) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                Path.of(System.getProperty("daypass.jar", "target/daypass.jar"))
                        .toAbsolutePath()
                        .toString()));
        command.addAll(List.of(words));
        return command;
    }

    private Map<String, String> environment() {
        return Map.of(
                "BROWSER", browser.toString(),
                "XDG_CONFIG_HOME", home.resolve("config").toString(),
                "XDG_CACHE_HOME", home.resolve("cache").toString());
    }
}
