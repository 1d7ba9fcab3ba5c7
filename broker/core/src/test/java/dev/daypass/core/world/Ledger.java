package dev.daypass.core.world;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.outcome.UnavailableException;
import dev.daypass.core.session.Revocation;
import dev.daypass.core.session.RevocationIndex;
import dev.daypass.core.session.RevocationStore;
import dev.daypass.core.session.SessionRecord;
import dev.daypass.core.session.SessionStore;
import dev.daypass.core.signin.ReplayStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Everything the core writes, kept in memory for one test. */
public final class Ledger implements AuditSink, SessionStore, RevocationStore, ReplayStore {
    public final List<AuditEvent> events = new ArrayList<>();
    public final List<SessionRecord> sessions = new ArrayList<>();
    private final RevocationIndex revocations = new RevocationIndex();
    private final Set<String> spent = new HashSet<>();
    public int revoked;
    private boolean auditFull;

    /** From now on no audit entry can be written. */
    public void fillTheAuditDisk() {
        auditFull = true;
    }

    public AuditEvent lastEvent() {
        return events.get(events.size() - 1);
    }

    @Override
    public void append(AuditEvent event) {
        if (auditFull) {
            throw new UnavailableException("no space left for the audit");
        }
        events.add(event);
    }

    @Override
    public void save(SessionRecord session) {
        sessions.add(session);
    }

    @Override
    public Optional<SessionRecord> find(String id) {
        return sessions.stream().filter(session -> session.id().equals(id)).findFirst();
    }

    @Override
    public List<SessionRecord> list(Query query) {
        return List.copyOf(sessions);
    }

    @Override
    public List<SessionRecord> page(Page page) {
        return sessions.stream()
                .filter(session -> page.subject().map(session.subject()::equals).orElse(true))
                .filter(session -> page.after()
                        .map(after -> after.isBefore(session.issuedAt(), session.id()))
                        .orElse(true))
                .sorted(Comparator.comparing(SessionRecord::issuedAt).reversed().thenComparing(SessionRecord::id))
                .limit(page.limit())
                .toList();
    }

    @Override
    public void eachLive(ProviderId provider, Instant at, Consumer<SessionRecord> visitor) {
        List.copyOf(sessions).stream()
                .filter(session -> session.provider().equals(Optional.of(provider)))
                .filter(session -> session.expiresAt().isAfter(at))
                .forEach(visitor);
    }

    @Override
    public int forgetExpired(Instant before) {
        int size = sessions.size();
        sessions.removeIf(session -> session.expiresAt().isBefore(before));
        return size - sessions.size();
    }

    @Override
    public void revoke(Revocation revocation) {
        revoked++;
        revocations.add(revocation);
    }

    @Override
    public boolean isRevoked(SessionRecord session) {
        return revocations.ends(session);
    }

    @Override
    public boolean isRevoked(Revocation.Scope scope, String key, Instant began) {
        return revocations.ends(scope, key, began);
    }

    @Override
    public Spending spend(String key, Instant until) {
        return spent.add(key) ? Spending.FIRST : Spending.SEEN;
    }
}
