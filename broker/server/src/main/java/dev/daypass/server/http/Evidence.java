package dev.daypass.server.http;

import dev.daypass.core.outcome.UnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has a fault written down before it is told, and says what is told if that fails. */
final class Evidence {
    private static final Logger LOG = LoggerFactory.getLogger(Evidence.class);

    private final FaultLedger ledger;

    Evidence(FaultLedger ledger) {
        this.ledger = ledger;
    }

    /** The fault to tell: the same if it was written down. */
    HttpFault written(HttpFault fault, String entrance, Request.Origin origin) {
        try {
            ledger.refused(fault, entrance, origin);
            return fault;
        } catch (UnavailableException e) {
            LOG.warn("not available at {}, correlation id {}", entrance, origin.correlationId(), e);
            return HttpFault.UNAVAILABLE;
        } catch (RuntimeException e) {
            LOG.error("fault at {}, correlation id {}", entrance, origin.correlationId(), e);
            return HttpFault.INTERNAL;
        }
    }
}
