package dev.daypass.server.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An STS that hands out numbered credentials and remembers what it was asked; or refuses. */
public final class CountingSts implements AutoCloseable {
    private static final int THREADS = 4;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile boolean refusing;
    private volatile Duration life = Duration.ofHours(1);

    private CountingSts(HttpServer server) {
        this.server = server;
    }

    public static CountingSts open() throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var sts = new CountingSts(HttpServer.create(address, 0));
        sts.server.setExecutor(sts.threads);
        sts.server.createContext("/", sts::answer);
        sts.server.start();
        return sts;
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The bodies of all requests so far. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    public void refuse() {
        refusing = true;
    }

    public void live(Duration duration) {
        life = duration;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] answer = (refusing ? refusal() : granted(asked.size())).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(refusing ? 400 : 200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private static String refusal() {
        return "<ErrorResponse><Error><Type>Sender</Type><Code>InvalidIdentityToken</Code><Message>the proof was used"
                + " before</Message></Error><RequestId>abc-123</RequestId></ErrorResponse>";
    }

    private String granted(int number) {
        return "<R xmlns='https://sts.amazonaws.com/doc/2011-06-15/'><Result><Credentials><AccessKeyId>ASIAEXAMPLE"
                + number
                + "</AccessKeyId><SecretAccessKey>se/cr+et</SecretAccessKey><SessionToken>to/k+en==</SessionToken>"
                + "<Expiration>" + Instant.now().plus(life).truncatedTo(ChronoUnit.SECONDS)
                + "</Expiration></Credentials></Result></R>";
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
