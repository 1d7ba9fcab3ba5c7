package dev.daypass.adapters.directory.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.util.ssl.SSLSocketVerifier;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Date;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;

/** Refuses a server whose certificate has expired also where it is trusted itself: the JDK looks at no date then. */
final class ValidNow extends SSLSocketVerifier {
    private final Clock clock;

    ValidNow(Clock clock) {
        super();
        this.clock = clock;
    }

    @Override
    public void verifySSLSocket(String host, int port, SSLSocket socket) throws LDAPException {
        try {
            for (Certificate certificate : socket.getSession().getPeerCertificates()) {
                ((X509Certificate) certificate).checkValidity(Date.from(clock.instant()));
            }
        } catch (SSLPeerUnverifiedException | CertificateException e) {
            throw new LDAPException(
                    ResultCode.CONNECT_ERROR, "the certificate of " + host + " is not valid now: " + e.getMessage(), e);
        }
    }
}
