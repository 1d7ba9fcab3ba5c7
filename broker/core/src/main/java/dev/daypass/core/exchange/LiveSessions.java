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
 * What a provider's people hold, by subject: the sessions that stand at the beginning of a chain, by id. Rules granted those; what is chained from one ends with it, and may outlive it.
 */
final class LiveSessions {
    private final Map<String, Map<String, Held>> bySubject = new LinkedHashMap<>();

    private LiveSessions() {}

    /**
     * A session.
     *
     * @param role the unique id of its role
     * @param signedIn when the person had signed in for it at the latest
     */
    record Held(String role, Instant signedIn) {}

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
        Map<String, Held> held = bySubject.computeIfAbsent(session.subject(), subject -> new LinkedHashMap<>());
        SessionLineage lineage = session.lineage();
        // A browser session stands first where there is one, and began when its person signed in.
        Instant signedIn = lineage.ancestors().stream()
                .findFirst()
                .map(SessionLineage.Ancestor::issuedAt)
                .orElse(session.issuedAt());
        Optional<SessionLineage.Ancestor> root = lineage.rootSession();
        held.put(
                root.map(SessionLineage.Ancestor::id).orElse(session.id()),
                new Held(
                        root.map(SessionLineage.Ancestor::ownerId)
                                .orElse(session.owner().uniqueId()),
                        signedIn));
    }

    Set<String> subjects() {
        return bySubject.keySet();
    }

    /** The sessions of a subject, by id. */
    Map<String, Held> of(String subject) {
        return bySubject.getOrDefault(subject, Map.of());
    }

    /** The ids of all. */
    Set<String> ids() {
        var ids = new HashSet<String>();
        bySubject.values().forEach(held -> ids.addAll(held.keySet()));
        return ids;
    }
}
