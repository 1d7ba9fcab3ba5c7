package dev.daypass.server.http;

/** How a family of routes speaks when something is wrong: each protocol has its own form of error. */
public interface Protocol {
    /** The header that carries the correlation id. */
    String correlationHeader();

    /** A fault in this protocol's form. */
    Answer fault(HttpFault fault, String correlationId);

    /**
     * The same, for whoever asked with these headers: where both people and programs come, people get a page.
     *
     * @param asked the request's headers
     */
    default Answer fault(HttpFault fault, String correlationId, HeaderLines asked) {
        return fault(fault, correlationId);
    }
}
