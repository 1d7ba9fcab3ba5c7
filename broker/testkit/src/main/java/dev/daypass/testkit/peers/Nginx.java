package dev.daypass.testkit.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Debian's nginx in front of a page, asking the broker about each request ({@code auth_request}). */
public final class Nginx implements AutoCloseable {
    private final PeerProcess process;
    private final int port;

    private Nginx(PeerProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts it in an empty directory.
     *
     * @param host that it serves
     */
    public static Nginx start(Path directory, int broker, String host) {
        PeerProcess.unpack("nginx", directory, "nginx.conf", "daypass.conf");
        fillIn(directory.resolve("daypass.conf"), Map.of("@BROKER@", Integer.toString(broker)));
        return start(directory, "nginx.conf", Map.of("@HOST@", host));
    }

    /**
     * Starts it in an empty directory, set up by somebody who follows a recipe.
     *
     * @param asking how Daypass is asked: {@code daypass.conf}
     * @param map what stands beside the servers
     * @param servers what stands in each server's block; the first one gets what is meant for none
     */
    public static Nginx follow(Path directory, String asking, String map, List<String> servers) throws IOException {
        PeerProcess.unpack("nginx", directory, "recipe.conf");
        Files.writeString(directory.resolve("daypass.conf"), asking);
        String blocks = servers.stream()
                .map(server -> "server {\nlisten 127.0.0.1:@PORT@;\n" + server + "}\n")
                .collect(Collectors.joining());
        return start(directory, "recipe.conf", Map.of("@MAP@", map, "@SERVERS@", blocks));
    }

    private static Nginx start(Path directory, String configuration, Map<String, String> more) {
        int port = PeerProcess.freePort();
        fillIn(directory.resolve(configuration), more);
        fillIn(
                directory.resolve(configuration),
                Map.of("@PORT@", Integer.toString(port), "@SITE@", Integer.toString(PeerProcess.freePort())));
        var command = List.of("/usr/sbin/nginx", "-p", directory + "/", "-c", configuration);
        URI probe = URI.create("http://127.0.0.1:" + port + "/alive");
        return new Nginx(PeerProcess.start(command, directory, Map.of(), probe), port);
    }

    private static void fillIn(Path configuration, Map<String, String> values) {
        try {
            String text = Files.readString(configuration);
            for (var value : values.entrySet()) {
                text = text.replace(value.getKey(), value.getValue());
            }
            Files.writeString(configuration, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where visitors come in, on loopback. */
    public int port() {
        return port;
    }

    @Override
    public void close() {
        process.close();
    }
}
