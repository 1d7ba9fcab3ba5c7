package dev.daypass.core.snapshot;

import dev.daypass.core.audit.AuditFacts;
import java.time.Instant;

/**
 * What is known of a request before anything of it is believed. Passed explicitly; there are no thread locals.
 *
 * @param correlationId joins answer, log and audit
 * @param client who called
 * @param instant when the request was taken up: the only 'now' it has
 * @param snapshot the configuration it is decided under
 */
public record RequestContext(String correlationId, Client client, Instant instant, Snapshot snapshot) {
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
    public record Client(String address, boolean secure, String userAgent) {}
}
