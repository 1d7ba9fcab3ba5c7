package dev.daypass.adapters.directory.kerberos;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.provider.DirectorySettings;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.security.auth.Subject;
import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSCredential;
import org.ietf.jgss.GSSException;
import org.ietf.jgss.GSSManager;
import org.ietf.jgss.Oid;

/**
 * Opens Kerberos requests with our service's key, by the platform's GSS-API (RFC 5653).
 *
 * <p>The platform remembers requests for itself and takes none twice, as long as the process lives. That is too little
 * for a promise, and too much where a provider lets one proof serve several roles: what came of a request is remembered
 * here for as long as the platform would, so that the same bytes have the same answer, and whether they may be used again
 * is for sign-in to say. Safe for several threads.
 */
final class TicketAcceptor {
    /** The platform's, too, where no {@code krb5.conf} says otherwise. */
    static final Duration SKEW = Duration.ofMinutes(5);

    private static final int MOST_REMEMBERED = 10_000;
    private static final String KERBEROS = "1.2.840.113554.1.2.2";

    private final Cache<Shown, Outcome<String>> opened;

    /**
     * @param clock for what is remembered; the platform judges tickets by the machine's own
     */
    TicketAcceptor(Clock clock) {
        this.opened = Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .expireAfterWrite(SKEW)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /** A request that was shown, and to whom. */
    private record Shown(String fingerprint, DirectorySettings.Kerberos service) {}

    /** Whom the ticket names, with realm. */
    Outcome<String> client(NegotiateToken.Kerberos token, DirectorySettings.Kerberos service) {
        var shown = new Shown(ApRequest.sha256(token.bytes()), service);
        Outcome<String> outcome = opened.get(shown, anew -> open(token.bytes(), service));
        if (outcome.refusal().filter(TicketAcceptor::mayPass).isPresent()) {
            opened.invalidate(shown);
        }
        return outcome;
    }

    /** A ticket that could not be opened may be once the keytab has its key; one that was too old is so for good. */
    private static boolean mayPass(Refusal refusal) {
        return refusal.reason() == Reason.TICKET_INVALID;
    }

    private static Outcome<String> open(byte[] token, DirectorySettings.Kerberos service) {
        PrivilegedExceptionAction<Outcome<String>> opening = () -> open(token);
        try {
            return Subject.doAs(ServiceKeys.of(service).holder(), opening);
        } catch (PrivilegedActionException e) {
            if (e.getCause() instanceof GSSException refused) {
                return TicketRefusals.of(refused);
            }
            throw new IllegalStateException("only the GSS-API has checked exceptions here", e);
        }
    }

    private static Outcome<String> open(byte[] token) throws GSSException {
        GSSManager manager = GSSManager.getInstance();
        GSSCredential keys = manager.createCredential(
                null, GSSCredential.INDEFINITE_LIFETIME, new Oid(KERBEROS), GSSCredential.ACCEPT_ONLY);
        try {
            GSSContext context = manager.createContext(keys);
            try {
                // The answer would prove us to the client, which TLS has done already.
                byte[] unused = context.acceptSecContext(token, 0, token.length);
                return context.isEstablished()
                        ? Outcome.granted(context.getSrcName().toString())
                        : TicketRefusals.unfinished();
            } finally {
                context.dispose();
            }
        } finally {
            keys.dispose();
        }
    }
}
