package dev.daypass.server.http;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line a request: identifiers and reason codes only, never a query string, a header or an attribute. */
public final class RequestLog implements RequestObserver {
    private static final Logger LOG = LoggerFactory.getLogger("daypass.requests");

    @Override
    public void answered(Answered answered) {
        LOG.info(
                "{} {} {} {} {} {}ms",
                answered.method(),
                answered.route(),
                answered.status(),
                answered.reason(),
                answered.correlationId(),
                answered.duration().toMillis());
    }
}
