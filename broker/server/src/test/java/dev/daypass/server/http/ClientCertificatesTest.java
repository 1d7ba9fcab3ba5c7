package dev.daypass.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.daypass.testkit.saml.SamlKeys;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose certificate a request comes with (O27): TLS says so on a direct connection, and headers never do there. */
final class ClientCertificatesTest {
    private static final SamlKeys SERVER = SamlKeys.rsa();
    private static final SamlKeys CLIENT = SamlKeys.rsa();
    private static final SamlKeys OTHER = SamlKeys.rsa();

    @TempDir
    Path directory = Path.of("");

    private HttpServer start(Listen.ClientCertificate clients) throws Exception {
        Files.writeString(directory.resolve("tls.crt"), SERVER.certificatePem());
        Files.writeString(directory.resolve("tls.key"), SERVER.privateKeyPem());
        var tls = new Listen.Tls(directory.resolve("tls.crt"), directory.resolve("tls.key"), clients);
        var json = new JsonText();
        var protocol = new JsonProtocol(json);
        Endpoint names = request -> Answer.ok(JsonText.CONTENT_TYPE, json.write(name(request)));
        var route = new Route("GET", "/", protocol, Route.Size.NONE, Route.Access.OPEN, names);
        return HttpServer.start(
                new Listen("127.0.0.1", 0, Optional.of(tls)),
                new Routes(List.of(route), protocol),
                new HttpServer.Setup(
                        HttpLimits.standard(),
                        List.of(),
                        new FailureThrottle(10),
                        Clock.systemUTC(),
                        System::nanoTime,
                        () -> "id-1",
                        List.of(),
                        (fault, entrance, origin) -> {}));
    }

    private static String name(Request request) {
        return request.origin()
                .certificate()
                .map(certificate -> "serial " + certificate.getPublicKey().hashCode())
                .orElse("nobody");
    }

    private static String named(SamlKeys keys) {
        return "\"serial " + keys.certificate().getPublicKey().hashCode() + "\"";
    }

    private String ask(HttpServer server, Optional<SamlKeys> own, String protocol) throws Exception {
        String header = ":" + OTHER.certificatePem().replaceAll("-----[A-Z ]+-----|\\s", "") + ":";
        try (SSLSocket socket = (SSLSocket) context(own).getSocketFactory().createSocket("127.0.0.1", server.port())) {
            socket.setEnabledProtocols(new String[] {protocol});
            OutputStream out = socket.getOutputStream();
            out.write(("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nClient-Cert: " + header + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return answer.substring(answer.indexOf("\r\n\r\n") + 4);
        }
    }

    private static SSLContext context(Optional<SamlKeys> own) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, new char[0]);
        trusted.setCertificateEntry("server", SERVER.certificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.isPresent() ? keys(own.get()) : new KeyManager[0], trust.getTrustManagers(), null);
        return context;
    }

    private static KeyManager[] keys(SamlKeys own) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, new char[0]);
        store.setKeyEntry("client", own.pair().getPrivate(), new char[0], new Certificate[] {own.certificate()});
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, new char[0]);
        return factory.getKeyManagers();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void O27certificateOfTheConnectionCounts(String protocol) throws Exception {
        try (HttpServer server = start(Listen.ClientCertificate.ASKED)) {
            assertEquals(named(CLIENT), ask(server, Optional.of(CLIENT), protocol));
            assertEquals("\"nobody\"", ask(server, Optional.empty(), protocol), "the header counts for nothing");
        }
    }

    @Test
    void whoIsNotAskedShowsNone() throws Exception {
        try (HttpServer server = start(Listen.ClientCertificate.NOT_ASKED)) {
            assertEquals("\"nobody\"", ask(server, Optional.of(CLIENT), "TLSv1.3"));
        }
    }

    @Test
    void aProxysWordReplacesItsOwnCertificate() throws Exception {
        var proxies =
                new TrustedProxies(List.of(AddressBlock.parse("127.0.0.1/32").orElseThrow()));
        var certificates = new ClientCertificates(proxies);
        String header = ":" + CLIENT.certificatePem().replaceAll("-----[A-Z ]+-----|\\s", "") + ":";
        HeaderLines told = HeaderLines.of(List.of(new HeaderLines.Line("Client-Cert", header)));
        assertEquals(Optional.of(CLIENT.certificate()), certificates.of("127.0.0.1", Optional.empty(), told));
        assertEquals(Optional.empty(), certificates.of("127.0.0.3", Optional.empty(), told));
    }
}
