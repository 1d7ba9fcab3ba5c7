package dev.daypass.bench.load;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server under measurement: started as a process, its CPU time and memory read from the kernel ({@code /proc}). */
public final class ServerProcess implements AutoCloseable {
    private static final double TICKS_PER_SECOND = 100;

    private final Process process;
    private final Path log;

    private ServerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts a program and waits until the probe answers 200. */
    public static ServerProcess start(List<String> command, Path directory, Map<String, String> environment, URI probe)
            throws IOException, InterruptedException {
        Path log = Files.createTempFile(directory, "server", ".log");
        var builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        var server = new ServerProcess(builder.start(), log);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (!answers(probe)) {
            if (!server.process.isAlive() || System.nanoTime() > deadline) {
                server.close();
                throw new IOException("the server does not answer at " + probe + ":\n" + Files.readString(log));
            }
            server.process.waitFor(50, TimeUnit.MILLISECONDS);
        }
        return server;
    }

    private static boolean answers(URI probe) {
        try {
            var connection = (HttpURLConnection) probe.toURL().openConnection();
            connection.setConnectTimeout(1_000);
            connection.setReadTimeout(5_000);
            return connection.getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** CPU time of the process so far, in seconds: all its threads, compiler and collector included. */
    public double cpuSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    /** Resident memory in MiB. */
    public double residentMegabytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
            }
        }
        throw new IOException("the kernel tells no memory of process " + process.pid());
    }

    /** What the server has printed. */
    public String output() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
