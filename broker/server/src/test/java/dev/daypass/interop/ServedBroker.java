package dev.daypass.interop;

import dev.daypass.testkit.peers.OpenIdPeer;
import dev.daypass.testkit.peers.PeerProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code daypass serve} as a process of its own, on a configuration written for the peers at hand. */
final class ServedBroker implements AutoCloseable {
    static final String ALICE_KEY = "AKIAALICEALICE234567";
    static final String ALICE_SECRET = "alice-keeps-this-secret-of-forty-letters";
    static final String ADMIN_TOKEN = "the-operators-admin-token-of-these-tests";

    private static final List<String> FILES = List.of(
            "daypass.yaml",
            "apps/clients.yaml",
            "policies/scopes.yaml",
            "providers/peers.yaml",
            "roles/prod.yaml",
            "rules/people.yaml",
            "services/reports.yaml",
            "users/people.yaml");
    private static final List<String> DIRECTORY_FILES = List.of(
            "daypass.yaml", "apps/clients.yaml", "providers/directories.yaml", "roles/prod.yaml", "rules/people.yaml");
    private static final List<String> TLS_FILES =
            List.of("daypass.yaml", "apps/clients.yaml", "roles/prod.yaml", "services/reports.yaml");

    private static final Map<String, String> CLIENT_SECRETS = Map.of(
            "shop", "the-shop-keeps-this-secret-for-tokens",
            "desk", "the-desk-keeps-this-secret-for-tokens",
            "reports", "the-reports-keep-this-secret-for-tokens",
            "bound", "the-bound-keeps-this-secret-for-tokens");

    private final PeerProcess process;
    private final URI endpoint;

    private ServedBroker(PeerProcess process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /**
     * Writes the configuration and serves it.
     *
     * @param values what stands for {@code @NAME@} in the configuration
     */
    static ServedBroker start(Path directory, int port, Map<String, String> values) {
        return start("config/", FILES, directory, port, values);
    }

    /** As {@link #start(Path, int, Map)}, for people of corporate directories. */
    static ServedBroker startForDirectories(Path directory, int port, Map<String, String> values) {
        return start("directories/", DIRECTORY_FILES, directory, port, values);
    }

    private static ServedBroker start(
            String folder, List<String> files, Path directory, int port, Map<String, String> values) {
        Path config = directory.resolve("config");
        for (String file : files) {
            write(folder + file, config.resolve(file), port, values);
        }
        return new ServedBroker(serve(directory, port), URI.create("http://127.0.0.1:" + port));
    }

    /**
     * Serves TLS that asks for client certificates; the directory's {@code config} holds keys and certificates already.
     *
     * @param management where health answers without TLS
     */
    static ServedBroker startWithTls(Path directory, int port, int management) {
        Path config = directory.resolve("config");
        for (String file : TLS_FILES) {
            write("tls/" + file, config.resolve(file), port, Map.of("MANAGEMENT", Integer.toString(management)));
        }
        return new ServedBroker(serve(directory, management), URI.create("https://127.0.0.1:" + port));
    }

    private static PeerProcess serve(Path directory, int health) {
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                Path.of(System.getProperty("daypass.jar", "target/daypass.jar"))
                        .toAbsolutePath()
                        .toString(),
                "serve",
                "--config",
                directory.resolve("config").toString());
        var environment = new HashMap<String, String>();
        environment.put("DAYPASS_ALICE_SECRET", ALICE_SECRET);
        environment.put("DAYPASS_ADMIN_TOKEN", ADMIN_TOKEN);
        environment.put("DAYPASS_OPENID_SECRET", OpenIdPeer.CLIENT_SECRET);
        secrets().forEach((name, secret) -> environment.put("DAYPASS_" + name, secret));
        return PeerProcess.start(
                command, directory, environment, URI.create("http://127.0.0.1:" + health + "/health/ready"));
    }

    URI endpoint() {
        return endpoint;
    }

    /** What a client proves itself with. */
    static String secret(String client) {
        String secret = CLIENT_SECRETS.get(client);
        if (secret == null) {
            throw new IllegalArgumentException("no client " + client);
        }
        return secret;
    }

    /** The secrets of all clients, each as {@code CLIENT_SECRET}, for a program's environment. */
    static Map<String, String> secrets() {
        var secrets = new HashMap<String, String>();
        CLIENT_SECRETS.forEach((client, secret) -> secrets.put(client.toUpperCase(Locale.ROOT) + "_SECRET", secret));
        return secrets;
    }

    private static void write(String resource, Path file, int port, Map<String, String> values) {
        try (InputStream in = ServedBroker.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + resource);
            }
            String text =
                    new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("@PORT@", Integer.toString(port));
            for (var value : values.entrySet()) {
                text = text.replace("@" + value.getKey() + "@", value.getValue());
            }
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
