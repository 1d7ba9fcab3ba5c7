package dev.daypass.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.daypass.testkit.peers.SambaDomain;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A machine of the domain where somebody has signed in: their tickets, and curl, which fetches more as it needs them. */
final class Workstation {
    private static final String SCHEME = "Negotiate ";
    private static final String STATUS = "\nstatus=";

    private final Command curl;
    private final Map<String, String> environment;

    private Workstation(Command curl, Map<String, String> environment) {
        this.curl = curl;
        this.environment = environment;
    }

    /**
     * Signs a person in.
     *
     * @param directory an empty directory
     */
    static Workstation of(SambaDomain domain, String person, Path directory) {
        Path tickets = directory.resolve("tickets");
        domain.kinit(person, tickets);
        Map<String, String> environment =
                Map.of("KRB5_CONFIG", domain.kerberosConfiguration().toString(), "KRB5CCNAME", tickets.toString());
        return new Workstation(new Command(directory).with(environment), environment);
    }

    /** What programs on it find their tickets by. */
    Map<String, String> environment() {
        return environment;
    }

    /** What a web server answered. */
    record Page(int status, String body) {}

    /**
     * Calls a web server on this machine by the name that people know it by.
     *
     * @param more options of curl
     */
    Page get(String host, URI server, String path, String... more) {
        var line =
                new ArrayList<>(List.of("curl", "-sS", "-i", "--negotiate", "-u", ":", "-w", STATUS + "%{http_code}"));
        line.addAll(List.of("--resolve", host + ":" + server.getPort() + ":127.0.0.1"));
        line.addAll(Arrays.asList(more));
        line.add("http://" + host + ":" + server.getPort() + path);
        Command.Result result = curl.run(line);
        assertEquals(0, result.exitCode(), result.output());
        int end = result.output().lastIndexOf(STATUS);
        return new Page(
                Integer.parseInt(
                        result.output().substring(end + STATUS.length()).strip()),
                result.output().substring(0, end));
    }

    /** A new token of the Negotiate scheme for a host's web server, in base64, that nobody has seen yet. */
    String ticketFor(String host) throws IOException {
        var seen = new ConcurrentLinkedQueue<String>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        server.createContext("/", exchange -> {
            Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                    .ifPresent(seen::add);
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        try {
            URI here = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
            get(host, here, "/");
            String header = Optional.ofNullable(seen.poll())
                    .orElseThrow(() -> new IllegalStateException("curl sent no ticket"));
            assertTrue(header.startsWith(SCHEME), header);
            return header.substring(SCHEME.length());
        } finally {
            server.stop(0);
        }
    }

    /** A keytab of the broker's principal whose key is nobody's. */
    static void keytab(SambaDomain domain, Path directory, Path keytab) throws IOException {
        Path commands = Files.writeString(
                directory.resolve("commands"),
                String.join(
                        "\n",
                        "addent -password -p " + domain.principal() + "@" + domain.realm()
                                + " -k 2 -e aes256-cts-hmac-sha1-96",
                        "of-another-account",
                        "wkt " + keytab,
                        ""));
        Command.Result made = new Command(directory)
                .with(Map.of("KRB5_CONFIG", domain.kerberosConfiguration().toString()))
                .run("sh", "-c", "ktutil <" + commands);
        assertTrue(made.exitCode() == 0 && Files.exists(keytab), made.output());
    }
}
