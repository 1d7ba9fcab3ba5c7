package dev.daypass.resourceserver.undertow;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.resourceserver.ServiceOverTls;
import org.junit.jupiter.api.Test;

/** The client's certificate is taken from the connection itself. */
final class TlsTest {
    /** O27: of two clients whom the service trusts alike, only the one whose certificate the token names is let in. */
    @Test
    void o27CertificateOfTheConnectionCounts() throws Exception {
        try (ServiceOverTls service = ServiceOverTls.start()) {
            assertTrue(service.askAsHolder("").startsWith("HTTP/1.1 200 "));
            assertTrue(service.askAsStranger("").startsWith("HTTP/1.1 401 "));
            assertTrue(service.askWithoutCertificate("").startsWith("HTTP/1.1 401 "));
        }
    }

    /** O27: whoever writes a certificate into a header proves nothing. */
    @Test
    void o27CertificateInAHeaderIsNoProof() throws Exception {
        try (ServiceOverTls service = ServiceOverTls.start()) {
            assertTrue(service.askAsHolder("").startsWith("HTTP/1.1 200 "));
            for (String name :
                    new String[] {"X-Client-Cert", "X-SSL-Client-Cert", "Client-Cert", "X-Forwarded-Client-Cert"}) {
                String header = name + ": " + service.holdersCertificate() + "\r\n";
                assertTrue(service.askWithoutCertificate(header).startsWith("HTTP/1.1 401 "), name);
                assertTrue(service.askAsStranger(header).startsWith("HTTP/1.1 401 "), name);
            }
        }
    }
}
