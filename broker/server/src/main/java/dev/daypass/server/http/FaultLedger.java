package dev.daypass.server.http;

/**
 * Port: writes down what was refused at an entrance before an endpoint saw it. Called on workers, since it may wait for
 * a disk, and before the client is answered. Threads share it.
 */
@FunctionalInterface
public interface FaultLedger {
    /**
     * Writes one entry.
     *
     * @param entrance the template of a guarded route, never what a client made up
     * @throws dev.daypass.core.outcome.UnavailableException if it cannot be written; the client is told 503 then
     */
    void refused(HttpFault fault, String entrance, Request.Origin origin);
}
