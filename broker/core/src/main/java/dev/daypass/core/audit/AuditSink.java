package dev.daypass.core.audit;

/**
 * Port: where audit events go. When {@link #append} returns, the event is durable in every configured place; if it
 * cannot be, {@link dev.daypass.core.outcome.UnavailableException} is thrown and nothing may be granted.
 *
 * <p>Safe for several threads. {@code AuditSinkContract} tests every implementation.
 */
public interface AuditSink {
    void append(AuditEvent event);
}
