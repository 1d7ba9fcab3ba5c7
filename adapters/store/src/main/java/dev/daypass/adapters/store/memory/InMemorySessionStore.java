package dev.daypass.adapters.store.memory;

import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.session.SessionRecord;
import dev.daypass.core.session.SessionRecordCodec;
import dev.daypass.core.session.SessionStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Sessions of one node until it stops, kept as bytes, which are a quarter of the objects. Listing reads them all. */
public final class InMemorySessionStore implements SessionStore {
    private static final Comparator<SessionRecord> NEWEST_FIRST =
            Comparator.comparing(SessionRecord::issuedAt).reversed().thenComparing(SessionRecord::id);
    private static final byte[] NOTHING = {};

    private final SessionRecordCodec codec;
    /** Each is found by itself, so that no id is kept twice. */
    private final Map<Kept, Kept> kept = new ConcurrentHashMap<>();

    public InMemorySessionStore(SessionRecordCodec codec) {
        this.codec = codec;
    }

    /** A session that is kept, in one array: its id, then the rest. Equal to another by its id alone. */
    private static final class Kept {
        private final byte[] bytes;
        private final int idLength;
        private final long issuedAt;
        private final long expiresAt;

        Kept(String id, long issuedAt, long expiresAt, byte[] rest) {
            byte[] name = id.getBytes(StandardCharsets.UTF_8);
            this.idLength = name.length;
            this.bytes = Arrays.copyOf(name, name.length + rest.length);
            System.arraycopy(rest, 0, bytes, name.length, rest.length);
            this.issuedAt = issuedAt;
            this.expiresAt = expiresAt;
        }

        SessionRecord read(SessionRecordCodec codec) {
            return codec.decode(
                    new String(bytes, 0, idLength, StandardCharsets.UTF_8),
                    Instant.ofEpochMilli(issuedAt),
                    Instant.ofEpochMilli(expiresAt),
                    Arrays.copyOfRange(bytes, idLength, bytes.length));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Kept that && Arrays.equals(bytes, 0, idLength, that.bytes, 0, that.idLength);
        }

        @Override
        public int hashCode() {
            int hash = 1;
            for (int i = 0; i < idLength; i++) {
                hash = 31 * hash + bytes[i];
            }
            return hash;
        }
    }

    @Override
    public void save(SessionRecord session) {
        var added = new Kept(
                session.id(),
                session.issuedAt().toEpochMilli(),
                session.expiresAt().toEpochMilli(),
                codec.encode(session));
        kept.putIfAbsent(added, added);
    }

    @Override
    public Optional<SessionRecord> find(String id) {
        return Optional.ofNullable(kept.get(new Kept(id, 0, 0, NOTHING))).map(found -> found.read(codec));
    }

    @Override
    public List<SessionRecord> list(Query query) {
        long liveAt = query.liveAt().toEpochMilli();
        return kept.values().stream()
                .filter(session -> session.expiresAt > liveAt)
                .map(session -> session.read(codec))
                .filter(session ->
                        query.role().map(session.owner().reference()::equals).orElse(true))
                .filter(session ->
                        query.subject().map(session.subject()::equals).orElse(true))
                .sorted(NEWEST_FIRST)
                .limit(query.limit())
                .toList();
    }

    @Override
    public List<SessionRecord> page(Page page) {
        long liveAt = page.liveAt().toEpochMilli();
        return kept.values().stream()
                .filter(session -> session.expiresAt > liveAt)
                .map(session -> session.read(codec))
                .filter(session ->
                        page.role().map(session.owner().reference()::equals).orElse(true))
                .filter(session -> page.subject().map(session.subject()::equals).orElse(true))
                .filter(session -> page.after()
                        .map(after -> after.isBefore(session.issuedAt(), session.id()))
                        .orElse(true))
                .sorted(NEWEST_FIRST)
                .limit(page.limit())
                .toList();
    }

    @Override
    public void eachLive(ProviderId provider, Instant at, Consumer<SessionRecord> visitor) {
        long liveAt = at.toEpochMilli();
        Optional<ProviderId> wanted = Optional.of(provider);
        kept.values().stream()
                .filter(session -> session.expiresAt > liveAt)
                .map(session -> session.read(codec))
                .filter(session -> session.provider().equals(wanted))
                .forEach(visitor);
    }

    @Override
    public int forgetExpired(Instant before) {
        int size = kept.size();
        kept.values().removeIf(session -> session.expiresAt < before.toEpochMilli());
        return Math.max(0, size - kept.size());
    }
}
