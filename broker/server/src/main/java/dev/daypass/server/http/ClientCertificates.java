package dev.daypass.server.http;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * Finds the client's certificate. On a direct connection it is that of TLS, and headers say nothing. Behind a trusted proxy
 * it is what the proxy tells in {@code Client-Cert} (RFC 9440) or {@code X-SSL-Client-Cert} (PEM, percent-encoded, as nginx
 * has it), one of the two and once; the proxy must remove what its clients send under these names.
 */
final class ClientCertificates {
    private static final String STRUCTURED = "client-cert";
    private static final String ESCAPED_PEM = "x-ssl-client-cert";

    private final TrustedProxies proxies;

    ClientCertificates(TrustedProxies proxies) {
        this.proxies = proxies;
    }

    Optional<X509Certificate> of(String peer, Optional<SSLSession> session, HeaderLines headers) {
        if (!proxies.isTrusted(peer)) {
            return session.flatMap(ClientCertificates::ofSession);
        }
        if (headers.has(STRUCTURED) == headers.has(ESCAPED_PEM)) {
            return Optional.empty();
        }
        return headers.has(STRUCTURED)
                ? headers.only(STRUCTURED).flatMap(ClientCertificates::structured)
                : headers.only(ESCAPED_PEM).flatMap(Form::decode).flatMap(ClientCertificates::parse);
    }

    private static Optional<X509Certificate> ofSession(SSLSession session) {
        try {
            Certificate[] chain = session.getPeerCertificates();
            return chain.length > 0 && chain[0] instanceof X509Certificate certificate
                    ? Optional.of(certificate)
                    : Optional.empty();
        } catch (SSLPeerUnverifiedException e) {
            // Asked or not, the client showed none.
            return Optional.empty();
        }
    }

    /** A byte sequence between colons (RFC 8941 section 3.3.5). */
    private static Optional<X509Certificate> structured(String value) {
        String text = value.strip();
        if (text.length() < 2 || !text.startsWith(":") || !text.endsWith(":")) {
            return Optional.empty();
        }
        try {
            return parse(Base64.getDecoder().decode(text.substring(1, text.length() - 1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<X509Certificate> parse(String pem) {
        return parse(pem.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<X509Certificate> parse(byte[] encoded) {
        try {
            return Optional.of((X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded)));
        } catch (CertificateException e) {
            return Optional.empty();
        }
    }
}
