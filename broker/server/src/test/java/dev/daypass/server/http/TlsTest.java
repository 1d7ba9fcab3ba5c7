package dev.daypass.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** W27: what is spoken is seen from outside, not believed from settings. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TlsTest {
    private static final int HANDSHAKE = 22;
    private static final int ALERT = 21;
    private static final int TLS_1_1 = 0x0302;
    private static final int TLS_1_2 = 0x0303;
    private static final int ECDHE_RSA_AES_128_GCM = 0xC02F;
    private static final int RSA_AES_128_CBC_SHA = 0x002F;
    private static final int ECDHE_RSA_AES_128_CBC_SHA = 0xC013;

    private final Path directory;
    private Optional<TestServer> server = Optional.empty();

    TlsTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @BeforeAll
    void start() throws Exception {
        Path store = directory.resolve("server.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-validity",
                        "2",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit")
                .inheritIO()
                .start();
        assertEquals(0, keytool.waitFor());
        KeyStore keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
        pem("tls.crt", "CERTIFICATE", keys.getCertificate("server").getEncoded());
        pem(
                "tls.key",
                "PRIVATE KEY",
                keys.getKey("server", "changeit".toCharArray()).getEncoded());
        server = Optional.of(new TestServer(HttpLimits.standard(), listen("tls.crt", "tls.key")));
    }

    @AfterAll
    void stop() {
        server.ifPresent(TestServer::close);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void modernVersionsAreSpoken(String version) throws Exception {
        try (SSLSocket socket = (SSLSocket) client().getSocketFactory().createSocket("127.0.0.1", port())) {
            socket.setEnabledProtocols(new String[] {version});
            OutputStream out = socket.getOutputStream();
            out.write("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
            assertTrue(answer.contains("Strict-Transport-Security"), answer);
            assertEquals(version, socket.getSession().getProtocol());
        }
    }

    @Test
    void w27OldVersionsAndWeakCiphersAreRefused() throws IOException {
        assertEquals(HANDSHAKE, answerTo(TLS_1_2, ECDHE_RSA_AES_128_GCM));
        assertEquals(ALERT, answerTo(TLS_1_1, ECDHE_RSA_AES_128_CBC_SHA));
        assertEquals(ALERT, answerTo(TLS_1_2, ECDHE_RSA_AES_128_CBC_SHA));
        assertEquals(ALERT, answerTo(TLS_1_2, RSA_AES_128_CBC_SHA));
    }

    @Test
    void plainHttpGetsNothing() throws IOException {
        RawHttp.Reply reply = RawHttp.once(port(), "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertTrue(!reply.body().contains("|"), reply.toString());
    }

    @Test
    void filesThatAreNotWhatTheyShouldBeAreNamed() throws IOException {
        Files.writeString(directory.resolve("empty.pem"), "");
        IOException key = assertThrows(
                IOException.class, () -> new TestServer(HttpLimits.standard(), listen("tls.crt", "empty.pem")));
        assertTrue(String.valueOf(key.getMessage()).contains("empty.pem"), key.toString());
        IOException certificate = assertThrows(
                IOException.class, () -> new TestServer(HttpLimits.standard(), listen("empty.pem", "tls.key")));
        assertTrue(String.valueOf(certificate.getMessage()).contains("empty.pem"), certificate.toString());
    }

    private Listen listen(String certificate, String key) {
        return new Listen(
                "127.0.0.1",
                0,
                Optional.of(new Listen.Tls(
                        directory.resolve(certificate), directory.resolve(key), Listen.ClientCertificate.NOT_ASKED)));
    }

    /** The type of the first record that answers a hello of this version with this one cipher suite. */
    private int answerTo(int version, int cipher) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(hello(version, cipher));
            InputStream in = socket.getInputStream();
            return in.read();
        }
    }

    /** A ClientHello (RFC 5246 section 7.4.1.2) with groups and signature algorithms any server knows. */
    private static byte[] hello(int version, int cipher) throws IOException {
        var extensions = new ByteArrayOutputStream();
        var extension = new DataOutputStream(extensions);
        extension.writeShort(10); // supported_groups: secp256r1
        extension.writeShort(4);
        extension.writeShort(2);
        extension.writeShort(23);
        extension.writeShort(13); // signature_algorithms: rsa_pkcs1_sha256, rsa_pss_rsae_sha256
        extension.writeShort(6);
        extension.writeShort(4);
        extension.writeShort(0x0401);
        extension.writeShort(0x0804);
        var body = new ByteArrayOutputStream();
        var hello = new DataOutputStream(body);
        hello.writeShort(version);
        hello.write(new byte[32]);
        hello.writeByte(0);
        hello.writeShort(2);
        hello.writeShort(cipher);
        hello.writeShort(0x0100);
        hello.writeShort(extensions.size());
        hello.write(extensions.toByteArray());
        var bytes = new ByteArrayOutputStream();
        var record = new DataOutputStream(bytes);
        record.writeByte(HANDSHAKE);
        record.writeShort(0x0301);
        record.writeShort(body.size() + 4);
        record.writeInt(1 << 24 | body.size());
        record.write(body.toByteArray());
        return bytes.toByteArray();
    }

    private SSLContext client() throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, new char[0]);
        try (InputStream pem = Files.newInputStream(directory.resolve("tls.crt"))) {
            Certificate certificate =
                    java.security.cert.CertificateFactory.getInstance("X.509").generateCertificate(pem);
            trusted.setCertificateEntry("server", certificate);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private int port() {
        return server.orElseThrow().port();
    }

    private void pem(String file, String kind, byte[] der) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        Files.writeString(
                directory.resolve(file), "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
    }
}
