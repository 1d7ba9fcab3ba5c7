package dev.daypass.adapters.store.memory;

import dev.daypass.core.login.BrowserSessionHash;
import dev.daypass.core.login.BrowserSessionRecord;
import dev.daypass.core.login.BrowserSessionStore;
import dev.daypass.core.session.SessionPosition;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Browser sessions of one node until it stops. */
public final class InMemoryBrowserSessionStore implements BrowserSessionStore {
    private static final Comparator<BrowserSessionRecord> NEWEST_FIRST = Comparator.comparing(
                    BrowserSessionRecord::signedInAt)
            .reversed()
            .thenComparing(BrowserSessionRecord::handle);

    private final Map<String, BrowserSessionRecord> byHandle = new HashMap<>();

    @Override
    public synchronized void begin(BrowserSessionRecord session) {
        byHandle.put(session.handle(), session);
    }

    @Override
    public synchronized Optional<BrowserSessionRecord> find(BrowserSessionHash hash) {
        return byHandle.values().stream()
                .filter(session -> session.hash().equals(hash))
                .findFirst();
    }

    @Override
    public synchronized Optional<BrowserSessionRecord> named(String handle) {
        return Optional.ofNullable(byHandle.get(handle));
    }

    @Override
    public synchronized void touch(BrowserSessionHash hash, Instant seen) {
        find(hash)
                .filter(session -> session.lastSeen().isBefore(seen))
                .ifPresent(session -> byHandle.put(session.handle(), session.seenAt(seen)));
    }

    @Override
    public synchronized boolean end(String handle) {
        return byHandle.remove(handle) != null;
    }

    @Override
    public synchronized List<BrowserSessionRecord> list(Query query) {
        return byHandle.values().stream()
                .filter(session -> session.expiresAt().isAfter(query.liveAt()))
                .filter(session -> session.provider().equals(query.provider()))
                .filter(session ->
                        query.subject().map(session.subject()::equals).orElse(true))
                .filter(session ->
                        query.upstream().isEmpty() || query.upstream().equals(session.upstream()))
                .filter(session -> query.after()
                        .map(place -> place.isBefore(session.signedInAt(), session.handle()))
                        .orElse(true))
                .sorted(NEWEST_FIRST)
                .limit(query.limit())
                .toList();
    }

    @Override
    public synchronized List<BrowserSessionRecord> page(Instant liveAt, Optional<SessionPosition> after, int limit) {
        return byHandle.values().stream()
                .filter(session -> session.expiresAt().isAfter(liveAt))
                .filter(session -> after.map(place -> place.isBefore(session.signedInAt(), session.handle()))
                        .orElse(true))
                .sorted(NEWEST_FIRST)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized int forgetExpired(Instant before) {
        int size = byHandle.size();
        byHandle.values().removeIf(session -> session.expiresAt().isBefore(before));
        return size - byHandle.size();
    }
}
