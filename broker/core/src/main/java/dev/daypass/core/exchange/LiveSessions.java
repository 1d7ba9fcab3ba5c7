package dev.daypass.core.exchange;

import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.session.RevocationStore;
import dev.daypass.core.session.SessionLineage;
import dev.daypass.core.session.SessionRecord;
import dev.daypass.core.session.SessionStore;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a provider's people hold, by subject: the sessions that stand at the beginning of a chain, each with the unique id
 * of its role. Rules granted those; what is chained from one ends with it, and may outlive it.
 */
final class LiveSessions {
    private final Map<String, Map<String, String>> rolesBySubject = new LinkedHashMap<>();

    private LiveSessions() {}

    /** Those that count now. */
    static LiveSessions of(ProviderId provider, SessionStore sessions, RevocationStore revocations, Instant now) {
        var live = new LiveSessions();
        sessions.eachLive(provider, now, session -> {
            if (!revocations.isRevoked(session)) {
                live.add(session);
            }
        });
        return live;
    }

    private void add(SessionRecord session) {
        Map<String, String> held = rolesBySubject.computeIfAbsent(session.subject(), subject -> new LinkedHashMap<>());
        Optional<SessionLineage.Ancestor> root = session.lineage().rootSession();
        held.put(
                root.map(SessionLineage.Ancestor::id).orElse(session.id()),
                root.map(SessionLineage.Ancestor::ownerId)
                        .orElse(session.owner().uniqueId()));
    }

    Set<String> subjects() {
        return rolesBySubject.keySet();
    }

    /** The sessions of a subject, each with its role's unique id. */
    Map<String, String> of(String subject) {
        return rolesBySubject.getOrDefault(subject, Map.of());
    }

    /** The ids of all. */
    Set<String> ids() {
        var ids = new HashSet<String>();
        rolesBySubject.values().forEach(held -> ids.addAll(held.keySet()));
        return ids;
    }
}
