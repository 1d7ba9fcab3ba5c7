package dev.daypass.server.admin;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.server.http.Request;
import java.util.Map;
import java.util.Set;

/**
 * {@code GET /api/v1/audit?tail=}: the newest entries, oldest of them first, each as the very text that is chained, so
 * that its hash can be checked.
 */
final class AuditQuery {
    private static final int USUAL = 50;
    private static final int MOST = 1_000;

    private final Operations.AuditTail audit;

    AuditQuery(Operations.AuditTail audit) {
        this.audit = audit;
    }

    Outcome<Object> tail(Request request, RequestContext context) {
        return AdminQuery.read(request, Set.of("tail"))
                .then(query -> query.number("tail", USUAL, MOST))
                .map(most -> Map.of("entries", audit.tail(most)));
    }
}
