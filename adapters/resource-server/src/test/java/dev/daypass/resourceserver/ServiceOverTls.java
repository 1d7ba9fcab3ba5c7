package dev.daypass.resourceserver;

import dev.daypass.resourceserver.jose.Base64Url;
import dev.daypass.resourceserver.jose.Sha256;
import dev.daypass.resourceserver.undertow.SessionHandler;
import dev.daypass.testkit.saml.SamlKeys;
import io.undertow.Undertow;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.xnio.Options;
import org.xnio.SslClientAuthMode;

/** An Undertow service over TLS that asks clients for a certificate and trusts two of them. */
public final class ServiceOverTls implements AutoCloseable {
    private static final char[] PASSWORD = {'x'};
    private static final SamlKeys SERVER = SamlKeys.ec("secp256r1");
    private static final SamlKeys HOLDER = SamlKeys.ec("secp256r1");
    private static final SamlKeys STRANGER = SamlKeys.ec("secp256r1");

    private final Stage stage = Stage.open();
    private final Undertow undertow;
    private final String token;

    private ServiceOverTls() throws GeneralSecurityException, IOException {
        String thumbprint = Base64Url.encode(Sha256.of(HOLDER.certificate().getEncoded()));
        this.token = stage.token().claim("cnf", Map.of("x5t#S256", thumbprint)).signedBy(stage.ec);
        this.undertow = Undertow.builder()
                .addHttpsListener(0, "127.0.0.1", tls(Optional.of(SERVER), List.of(HOLDER, STRANGER)))
                .setSocketOption(Options.SSL_CLIENT_AUTH_MODE, SslClientAuthMode.REQUESTED)
                .setHandler(new SessionHandler(
                        stage.server, exchange -> exchange.getResponseSender().send("in")))
                .build();
        undertow.start();
    }

    public static ServiceOverTls start() throws GeneralSecurityException, IOException {
        return new ServiceOverTls();
    }

    public String holdersCertificate() {
        return HOLDER.certificateText();
    }

    /** The head of the answer. */
    public String askAsHolder(String headers) throws GeneralSecurityException, IOException {
        return ask(Optional.of(HOLDER), headers);
    }

    public String askAsStranger(String headers) throws GeneralSecurityException, IOException {
        return ask(Optional.of(STRANGER), headers);
    }

    public String askWithoutCertificate(String headers) throws GeneralSecurityException, IOException {
        return ask(Optional.empty(), headers);
    }

    private String ask(Optional<SamlKeys> client, String headers) throws GeneralSecurityException, IOException {
        int port = ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
        try (SSLSocket socket =
                (SSLSocket) tls(client, List.of(SERVER)).getSocketFactory().createSocket("127.0.0.1", port)) {
            String request = "GET /2026 HTTP/1.1\r\nHost: reports.example.com\r\nConnection: close\r\n"
                    + "Authorization: Bearer " + token + "\r\n" + headers + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private static SSLContext tls(Optional<SamlKeys> own, List<SamlKeys> trusted)
            throws GeneralSecurityException, IOException {
        KeyStore keys = empty();
        if (own.isPresent()) {
            Certificate[] chain = {own.get().certificate()};
            keys.setKeyEntry("own", own.get().pair().getPrivate(), PASSWORD, chain);
        }
        var keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keyManagers.init(keys, PASSWORD);
        KeyStore others = empty();
        for (SamlKeys other : trusted) {
            others.setCertificateEntry("trusted-" + others.size(), other.certificate());
        }
        var trustManagers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trustManagers.init(others);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), new SecureRandom());
        return context;
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, PASSWORD);
        return store;
    }

    @Override
    public void close() {
        undertow.stop();
        stage.close();
    }
}
