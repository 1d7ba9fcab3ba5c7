package dev.daypass.core.login;

import dev.daypass.core.outcome.UnavailableException;
import dev.daypass.core.session.SessionPosition;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Browser sessions of one test. */
public final class MemoryBrowserSessions implements BrowserSessionStore {
    private final Map<String, BrowserSessionRecord> byHandle = new HashMap<>();
    int touches;
    private int faults;

    /** The next session that is to end does not. */
    void failOnce() {
        faults = 1;
    }

    boolean isEmpty() {
        return byHandle.isEmpty();
    }

    @Override
    public void begin(BrowserSessionRecord session) {
        byHandle.put(session.handle(), session);
    }

    @Override
    public Optional<BrowserSessionRecord> find(BrowserSessionHash hash) {
        return byHandle.values().stream()
                .filter(session -> session.hash().equals(hash))
                .findFirst();
    }

    @Override
    public Optional<BrowserSessionRecord> named(String handle) {
        return Optional.ofNullable(byHandle.get(handle));
    }

    @Override
    public void touch(BrowserSessionHash hash, Instant seen) {
        touches++;
        find(hash).ifPresent(session -> byHandle.put(session.handle(), session.seenAt(seen)));
    }

    @Override
    public boolean end(String handle) {
        if (faults > 0) {
            faults--;
            throw new UnavailableException("the store is away");
        }
        return byHandle.remove(handle) != null;
    }

    @Override
    public List<BrowserSessionRecord> list(Query query) {
        return byHandle.values().stream()
                .filter(session -> session.provider().equals(query.provider()))
                .filter(session ->
                        query.subject().map(session.subject()::equals).orElse(true))
                .filter(session ->
                        query.upstream().isEmpty() || query.upstream().equals(session.upstream()))
                .filter(session -> query.after()
                        .map(place -> place.isBefore(session.signedInAt(), session.handle()))
                        .orElse(true))
                .sorted(Comparator.comparing(BrowserSessionRecord::signedInAt)
                        .reversed()
                        .thenComparing(BrowserSessionRecord::handle))
                .limit(query.limit())
                .toList();
    }

    @Override
    public List<BrowserSessionRecord> page(Instant liveAt, Optional<SessionPosition> after, int limit) {
        return List.copyOf(byHandle.values());
    }

    @Override
    public int forgetExpired(Instant before) {
        return 0;
    }
}
