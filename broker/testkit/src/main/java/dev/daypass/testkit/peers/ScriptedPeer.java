package dev.daypass.testkit.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A peer that a shell script starts and another one stops, such as whoever sets one up by hand would run them. The start
 * script leaves what clients need to know in a file {@code env}.
 */
final class ScriptedPeer implements AutoCloseable {
    private final Path scripts;
    private final Path state;
    private final Map<String, String> settings;
    private final boolean ours;

    private ScriptedPeer(Path scripts, Path state, Map<String, String> settings, boolean ours) {
        this.scripts = scripts;
        this.state = state;
        this.settings = settings;
        this.ours = ours;
    }

    /**
     * Starts a peer in a directory, or takes the one that runs elsewhere already and is then left running.
     *
     * @param running names an environment variable with the directory of one that may run already
     * @param parameters environment of the start script
     */
    static ScriptedPeer start(
            String folder, List<String> files, Path directory, String running, Map<String, String> parameters) {
        PeerProcess.unpack(folder, directory, files.toArray(String[]::new));
        Optional<Path> elsewhere = Optional.ofNullable(System.getenv(running)).map(Path::of);
        Path state = elsewhere.orElse(directory.resolve("state"));
        var environment = new HashMap<>(parameters);
        environment.put("PEER_DIR", state.toString());
        ToolRun started = ToolRun.of(directory, environment, "", List.of("bash", "start.sh"));
        if (started.exitCode() != 0) {
            new ScriptedPeer(directory, state, Map.of(), elsewhere.isEmpty()).close();
        }
        started.orThrow();
        return new ScriptedPeer(directory, state, read(state.resolve("env")), elsewhere.isEmpty());
    }

    /** What the start script says about it. */
    String setting(String name) {
        String value = settings.get(name);
        if (value == null) {
            throw new IllegalStateException("the peer told no " + name);
        }
        return value;
    }

    /** Lines {@code NAME=value} or {@code NAME='value'}. */
    private static Map<String, String> read(Path file) {
        try {
            var settings = new HashMap<String, String>();
            for (String line : Files.readAllLines(file)) {
                int equals = line.indexOf('=');
                String value = line.substring(equals + 1);
                settings.put(
                        line.substring(0, equals),
                        value.startsWith("'") ? value.substring(1, value.length() - 1) : value);
            }
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (ours) {
            var environment = Map.of("PEER_DIR", state.toString(), "WIPE", "1");
            ToolRun.of(scripts, environment, "", List.of("bash", "stop.sh")).orThrow();
        }
    }
}
