package dev.daypass.resourceserver.proof;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * What of a request counts for accepting it. Tokens are taken from the {@code Authorization} header only (RFC 6750
 * section 2.1): a query or a form would leak them.
 *
 * @param method as on the request line
 * @param path as on the request line, undecoded, without query
 * @param authorization every {@code Authorization} header's value
 * @param dpop every {@code DPoP} header's value
 * @param certificate the client's, from the TLS connection itself; a header of a proxy is no proof
 */
public record Presented(
        String method,
        String path,
        List<String> authorization,
        List<String> dpop,
        Optional<X509Certificate> certificate) {
    public Presented {
        authorization = List.copyOf(authorization);
        dpop = List.copyOf(dpop);
    }

    @Override
    public String toString() {
        return "Presented[" + method + "]";
    }
}
