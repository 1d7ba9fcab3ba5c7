package dev.daypass.server.http;

/** How a family of routes speaks when something is wrong: each protocol has its own form of error. */
public interface Protocol {
    /** The header that carries the correlation id. */
    String correlationHeader();

    /** A fault in this protocol's form. */
    Answer fault(HttpFault fault, String correlationId);
}
