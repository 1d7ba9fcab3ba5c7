package dev.daypass.testkit.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Debian's nginx in front of a page, asking the broker about each request ({@code auth_request}). */
public final class Nginx implements AutoCloseable {
    private final PeerProcess process;
    private final int port;

    private Nginx(PeerProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it in an empty directory. */
    public static Nginx start(Path directory, int broker) {
        int port = PeerProcess.freePort();
        PeerProcess.unpack("nginx", directory, "nginx.conf", "daypass.conf");
        Map<String, String> values = Map.of(
                "@PORT@", Integer.toString(port),
                "@SITE@", Integer.toString(PeerProcess.freePort()),
                "@BROKER@", Integer.toString(broker));
        fillIn(directory.resolve("nginx.conf"), values);
        fillIn(directory.resolve("daypass.conf"), values);
        var command = List.of("/usr/sbin/nginx", "-p", directory + "/", "-c", "nginx.conf");
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
