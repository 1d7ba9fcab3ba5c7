package dev.daypass.adapters.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.daypass.core.outcome.Reason;
import java.io.File;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** J23: a key set over TLS counts only if the certificate is trusted and is the host's own. */
final class IssuerTlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final Path directory;

    IssuerTlsTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void j23CertificateOfAnotherHostIsRefused() throws Exception {
        KeyStore localhost = certificate("localhost");
        KeyStore stranger = certificate("idp.example.com");
        assertEquals(Optional.empty(), reason(localhost, localhost));
        assertEquals(Optional.of(Reason.PROVIDER_UNREACHABLE), reason(stranger, stranger));
        assertEquals(Optional.of(Reason.PROVIDER_UNREACHABLE), reason(localhost, stranger));
    }

    /** What becomes of an honest token where the key set's server shows one certificate and we trust another. */
    private static Optional<Reason> reason(KeyStore shown, KeyStore trusted) throws Exception {
        try (TokenStage stage = TokenStage.unprepared()) {
            HttpsServer server = serve(shown, stage.issuer.publishedKeySet());
            try {
                var keys = URI.create("https://localhost:" + server.getAddress().getPort() + "/keys");
                HttpClient client =
                        HttpClient.newBuilder().sslContext(context(trusted)).build();
                return TokenStage.reason(
                        stage.through(client, Settings.keysAt(stage.settings(), keys), stage.issuer.token()));
            } finally {
                server.stop(0);
            }
        }
    }

    private static HttpsServer serve(KeyStore shown, String keySet) throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context(shown)));
        server.createContext("/keys", exchange -> {
            byte[] body = keySet.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static SSLContext context(KeyStore store) throws Exception {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        var anchors = KeyStore.getInstance("PKCS12");
        anchors.load(null, null);
        anchors.setCertificateEntry("anchor", store.getCertificate("server"));
        trust.init(anchors);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), new SecureRandom());
        return context;
    }

    /** The JDK makes no certificates from code, but its keytool does. */
    private KeyStore certificate(String host) throws Exception {
        Path file = directory.resolve(host + ".p12");
        Process keytool = new ProcessBuilder(List.of(
                        System.getProperty("java.home") + File.separator + "bin" + File.separator + "keytool",
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "SAN=dns:" + host,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD)))
                .redirectErrorStream(true)
                .start();
        assertTrue(keytool.waitFor(1, TimeUnit.MINUTES));
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return store;
    }
}
