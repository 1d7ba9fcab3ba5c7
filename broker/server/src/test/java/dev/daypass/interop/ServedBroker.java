package dev.daypass.interop;

import dev.daypass.testkit.peers.PeerProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** {@code daypass serve} as a process of its own, on a configuration written for the peers at hand. */
final class ServedBroker implements AutoCloseable {
    static final String ALICE_KEY = "AKIAALICEALICE234567";
    static final String ALICE_SECRET = "alice-keeps-this-secret-of-forty-letters";
    static final String ADMIN_TOKEN = "the-operators-admin-token-of-these-tests";

    private final PeerProcess process;
    private final int port;

    private ServedBroker(PeerProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Writes the configuration and serves it.
     *
     * @param values what stands for {@code @NAME@} in the configuration
     */
    static ServedBroker start(Path directory, int port, Map<String, String> values) {
        Path config = directory.resolve("config");
        for (String file : List.of(
                "daypass.yaml", "providers/peers.yaml", "roles/prod.yaml", "rules/people.yaml", "users/people.yaml")) {
            write(config, file, port, values);
        }
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                Path.of(System.getProperty("daypass.jar", "target/daypass.jar"))
                        .toAbsolutePath()
                        .toString(),
                "serve",
                "--config",
                config.toString());
        var environment = Map.of("DAYPASS_ALICE_SECRET", ALICE_SECRET, "DAYPASS_ADMIN_TOKEN", ADMIN_TOKEN);
        URI probe = URI.create("http://127.0.0.1:" + port + "/health/ready");
        return new ServedBroker(PeerProcess.start(command, directory, environment, probe), port);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    private static void write(Path config, String file, int port, Map<String, String> values) {
        try (InputStream in = ServedBroker.class.getResourceAsStream("config/" + file)) {
            if (in == null) {
                throw new IllegalStateException("no resource config/" + file);
            }
            String text =
                    new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("@PORT@", Integer.toString(port));
            for (var value : values.entrySet()) {
                text = text.replace("@" + value.getKey() + "@", value.getValue());
            }
            Files.createDirectories(config.resolve(file).getParent());
            Files.writeString(config.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
