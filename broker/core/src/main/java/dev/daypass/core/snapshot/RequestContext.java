package dev.daypass.core.snapshot;

import dev.daypass.core.audit.AuditFacts;
import dev.daypass.core.session.Possession;
import java.time.Instant;

/**
 * What is known of a request before anything of it is believed. Passed explicitly; there are no thread locals.
 *
 * @param correlationId joins answer, log and audit
 * @param client who called
 * @param instant when the request was taken up: the only 'now' it has
 * @param snapshot the configuration it is decided under
 * @param possession keys that the request has proven to hold
 */
public record RequestContext(
        String correlationId, Client client, Instant instant, Snapshot snapshot, Possession possession) {
    /** A request that proves no key. */
    public RequestContext(String correlationId, Client client, Instant instant, Snapshot snapshot) {
        this(correlationId, client, instant, snapshot, Possession.none());
    }

    /** The same request with the keys that it has proven to hold. */
    public RequestContext proving(Possession proven) {
        return new RequestContext(correlationId, client, instant, snapshot, proven);
    }

    /** Begins the audit event of this request. */
    public AuditFacts facts() {
        return new AuditFacts(instant, correlationId, client.address()).put("revision", snapshot.revision());
    }

    /**
     * The calling end.
     *
     * @param address the caller's IP address, as literal
     * @param secure whether it came over TLS (here or at a trusted proxy)
     * @param userAgent as sent, shortened; empty if there is none
     */
    public record Client(String address, boolean secure, String userAgent) {
        /** Whom the address belongs to, for counting: whoever has an IPv6 network is one caller. */
        public String source() {
            return source(address);
        }

        /** The same of any address. */
        public static String source(String address) {
            return IpLiteral.source(address);
        }

        /** The wider network of the address, for shares: whoever has many addresses has them side by side. */
        public String network() {
            return IpLiteral.network(address);
        }
    }
}
