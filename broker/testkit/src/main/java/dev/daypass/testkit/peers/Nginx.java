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
        PeerProcess.unpack("nginx", directory, "nginx.conf");
        try {
            Path configuration = directory.resolve("nginx.conf");
            String text = Files.readString(configuration)
                    .replace("@PORT@", Integer.toString(port))
                    .replace("@SITE@", Integer.toString(PeerProcess.freePort()))
                    .replace("@BROKER@", Integer.toString(broker));
            Files.writeString(configuration, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var command = List.of("/usr/sbin/nginx", "-p", directory + "/", "-c", "nginx.conf");
        URI probe = URI.create("http://127.0.0.1:" + port + "/alive");
        return new Nginx(PeerProcess.start(command, directory, Map.of(), probe), port);
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
