package dev.daypass.adapters.directory.ldap;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * TLS 1.2 or newer to servers whose certificate leads to a trusted one and names the host that was asked for (RFC 4513
 * section 3.1.3; security L06). The JDK itself checks the name during the handshake, so that there is no connection that
 * nobody checked. A server in wrong hands fails here, before any password is sent.
 */
final class TlsSockets extends SSLSocketFactory {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
    private static final String NAMES_AS_OF = "LDAPS";

    private final SSLSocketFactory sockets;
    private final Optional<Guard> guard;

    /** Ends a handshake that takes too long, by closing the socket. */
    interface Guard {
        /** Begins to wait; to be cancelled when the handshake is over. */
        Future<?> over(Socket socket);
    }

    private TlsSockets(SSLSocketFactory sockets, Optional<Guard> guard) {
        super();
        this.sockets = sockets;
        this.guard = guard;
    }

    /**
     * @param trusted certificates (PEM) that servers' must lead to; absent: the platform's
     * @throws GeneralSecurityException if none of them can be read
     */
    static TlsSockets trusting(Optional<String> trusted) throws GeneralSecurityException {
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        if (trusted.isPresent()) {
            trust.init(store(certificates(trusted.get())));
        } else {
            trust.init((KeyStore) null);
        }
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return new TlsSockets(context.getSocketFactory(), Optional.empty());
    }

    /** The same, with handshakes that end in time. */
    TlsSockets within(Guard watching) {
        return new TlsSockets(sockets, Optional.of(watching));
    }

    /** The certificates of a PEM text, at least one. */
    static List<Certificate> certificates(String pem) throws GeneralSecurityException {
        List<Certificate> all = List.copyOf(CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8))));
        if (all.isEmpty()) {
            throw new CertificateException("no certificate in PEM");
        }
        return all;
    }

    private static KeyStore store(List<Certificate> certificates) throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, null);
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
        for (int i = 0; i < certificates.size(); i++) {
            store.setCertificateEntry("trusted-" + i, certificates.get(i));
        }
        return store;
    }

    private SSLSocket watched(SSLSocket tls, Socket below) {
        guard.map(watching -> watching.over(below))
                .ifPresent(end -> tls.addHandshakeCompletedListener(done -> end.cancel(false)));
        return tls;
    }

    private static SSLSocket strict(Socket socket) {
        SSLSocket tls = (SSLSocket) socket;
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setProtocols(PROTOCOLS);
        parameters.setEndpointIdentificationAlgorithm(NAMES_AS_OF);
        tls.setSSLParameters(parameters);
        return tls;
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return sockets.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return sockets.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket() throws IOException {
        SSLSocket tls = strict(sockets.createSocket());
        return watched(tls, tls);
    }

    @Override
    public Socket createSocket(Socket socket, String host, int port, boolean autoClose) throws IOException {
        return watched(strict(sockets.createSocket(socket, host, port, autoClose)), socket);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        SSLSocket tls = strict(sockets.createSocket(host, port));
        return watched(tls, tls);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        SSLSocket tls = strict(sockets.createSocket(host, port, localHost, localPort));
        return watched(tls, tls);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        SSLSocket tls = strict(sockets.createSocket(host, port));
        return watched(tls, tls);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        SSLSocket tls = strict(sockets.createSocket(host, port, localHost, localPort));
        return watched(tls, tls);
    }
}
