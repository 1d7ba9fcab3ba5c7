package dev.daypass.core.session;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The revocations in memory, and the one place that says what they end. Grows by {@link #add}, shrinks by {@link
 * #forget}; safe for several threads.
 */
public final class RevocationIndex implements RevocationFeed {
    private final Map<Key, Revocation> byKey = new ConcurrentHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** Adds a revocation; of two with the same key each one's later instants rule, so that none shortens the other. */
    public void add(Revocation revocation) {
        byKey.merge(new Key(revocation.scope(), revocation.key()), revocation, Revocation::orLater);
        listeners.forEach(Runnable::run);
    }

    /** Drops what can end nothing any more. */
    public void forget(Instant now) {
        if (byKey.values().removeIf(revocation -> revocation.forgetAfter().isBefore(now))) {
            listeners.forEach(Runnable::run);
        }
    }

    @Override
    public void mustFollow() {
        // What is in memory needs to follow nobody.
    }

    @Override
    public List<Revocation> inForce() {
        return List.copyOf(byKey.values());
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** Whether the session, or one it was chained from, has been ended. */
    public boolean ends(SessionRecord session) {
        if (byKey.isEmpty()) {
            return false;
        }
        Instant began = session.issuedAt();
        if (ended(session.id(), session.owner().uniqueId(), began)) {
            return true;
        }
        List<SessionLineage.Ancestor> ancestors = session.lineage().ancestors();
        for (SessionLineage.Ancestor ancestor : ancestors) {
            if (ended(ancestor.id(), ancestor.ownerId(), ancestor.issuedAt())) {
                return true;
            }
        }
        // A chain keeps its subject, and is as old as its first session: a node that hears of a revocation late may
        // have chained from what was ended already.
        Instant root = ancestors.isEmpty() ? began : ancestors.get(0).issuedAt();
        String provider = session.provider().map(id -> id.name()).orElse("");
        return ends(Revocation.Scope.SUBJECT, Revocation.subjectKey(provider, session.subject()), root);
    }

    /** Whether what began at an instant has been ended by a revocation of a key. */
    public boolean ends(Revocation.Scope scope, String key, Instant began) {
        Revocation revocation = byKey.get(new Key(scope, key));
        return revocation != null && began.isBefore(revocation.before());
    }

    public int size() {
        return byKey.size();
    }

    private boolean ended(String id, String ownerId, Instant issuedAt) {
        return byKey.containsKey(new Key(Revocation.Scope.SESSION, id))
                || ends(Revocation.Scope.ROLE, ownerId, issuedAt);
    }

    private record Key(Revocation.Scope scope, String key) {}
}
