package dev.daypass.server.admin;

import dev.daypass.core.exchange.Sessions;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.session.SessionRecord;
import dev.daypass.core.session.SessionStore;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.server.http.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** {@code GET /api/v1/sessions?role=&subject=&limit=}: live sessions, newest first, without any proof of them. */
final class SessionList {
    private static final int USUAL = 100;
    private static final int MOST = 1_000;

    private final Sessions sessions;

    SessionList(Sessions sessions) {
        this.sessions = sessions;
    }

    Outcome<Object> list(Request request, RequestContext context) {
        return AdminQuery.read(request, Set.of("role", "subject", "limit"))
                .then(query -> query.number("limit", USUAL, MOST)
                        .map(limit -> new SessionStore.Query(
                                context.instant(), query.text("role"), query.text("subject"), limit)))
                .map(query -> Map.of("sessions", told(sessions.list(query))));
    }

    private List<Object> told(List<SessionRecord> found) {
        return found.stream().map(this::told).toList();
    }

    private Object told(SessionRecord session) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("id", session.id());
        told.put("kind", session.owner().kind().name());
        told.put("owner", session.owner().reference());
        told.put("arn", session.owner().arn().toString());
        told.put("issuedAt", session.issuedAt().toString());
        told.put("expiresAt", session.expiresAt().toString());
        told.put("revoked", sessions.isRevoked(session));
        told.put("subject", session.subject());
        session.provider().map(ProviderId::name).ifPresent(provider -> told.put("provider", provider));
        session.labels().sourceIdentity().ifPresent(identity -> told.put("sourceIdentity", identity));
        told.put("tagKeys", new TreeSet<>(session.labels().tags().keySet()));
        told.put("chainedFrom", session.lineage().ancestorIds());
        return told;
    }
}
