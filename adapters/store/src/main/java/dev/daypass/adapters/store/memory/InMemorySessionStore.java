package dev.daypass.adapters.store.memory;

import dev.daypass.core.session.SessionCodec;
import dev.daypass.core.session.SessionRecord;
import dev.daypass.core.session.SessionStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Sessions of one node until it stops, kept as bytes, which are a quarter of the objects. Listing reads them all. */
public final class InMemorySessionStore implements SessionStore {
    private static final Comparator<SessionRecord> NEWEST_FIRST =
            Comparator.comparing(SessionRecord::issuedAt).reversed().thenComparing(SessionRecord::id);

    private final SessionCodec codec;
    private final Map<String, Kept> byId = new ConcurrentHashMap<>();

    public InMemorySessionStore(SessionCodec codec) {
        this.codec = codec;
    }

    /** A session that is kept. */
    private static final class Kept {
        private final long expiresAt;
        private final byte[] content;

        Kept(long expiresAt, byte[] content) {
            this.expiresAt = expiresAt;
            this.content = content;
        }
    }

    @Override
    public void save(SessionRecord session) {
        byId.putIfAbsent(session.id(), new Kept(session.expiresAt().toEpochMilli(), codec.encode(session)));
    }

    @Override
    public Optional<SessionRecord> find(String id) {
        return Optional.ofNullable(byId.get(id)).map(kept -> codec.decodeRecord(kept.content));
    }

    @Override
    public List<SessionRecord> list(Query query) {
        long liveAt = query.liveAt().toEpochMilli();
        return byId.values().stream()
                .filter(kept -> kept.expiresAt > liveAt)
                .map(kept -> codec.decodeRecord(kept.content))
                .filter(session ->
                        query.role().map(session.owner().reference()::equals).orElse(true))
                .filter(session ->
                        query.subject().map(session.subject()::equals).orElse(true))
                .sorted(NEWEST_FIRST)
                .limit(query.limit())
                .toList();
    }

    @Override
    public int forgetExpired(Instant before) {
        int size = byId.size();
        byId.values().removeIf(kept -> kept.expiresAt < before.toEpochMilli());
        return Math.max(0, size - byId.size());
    }
}
