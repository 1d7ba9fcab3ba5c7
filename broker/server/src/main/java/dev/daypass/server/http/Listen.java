package dev.daypass.server.http;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a listener listens.
 *
 * @param host an address or a name of this machine
 * @param port 0 takes any free port; {@link HttpServer#port} tells which
 * @param tls absent: plain HTTP, for loopback or behind a proxy
 */
public record Listen(String host, int port, Optional<Tls> tls) {
    private static final int HIGHEST_PORT = 65_535;

    public Listen {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("a port lies between 0 and 65535");
        }
    }

    /** Plain HTTP. */
    public static Listen plain(String host, int port) {
        return new Listen(host, port, Optional.empty());
    }

    /**
     * The server's certificate.
     *
     * @param certificate PEM file: the certificate, then its chain
     * @param key PEM file: the private key, PKCS#8
     * @param clients whether clients are asked for a certificate of theirs
     */
    public record Tls(Path certificate, Path key, ClientCertificate clients) {}

    /** Whether clients are asked for a certificate; a browser that has one may then ask its user. */
    public enum ClientCertificate {
        NOT_ASKED,
        ASKED
    }
}
