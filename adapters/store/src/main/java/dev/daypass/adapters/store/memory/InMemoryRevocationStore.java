package dev.daypass.adapters.store.memory;

import dev.daypass.core.session.Revocation;
import dev.daypass.core.session.RevocationFeed;
import dev.daypass.core.session.RevocationIndex;
import dev.daypass.core.session.RevocationStore;
import dev.daypass.core.session.SessionRecord;
import java.time.Instant;
import java.util.List;

/** Revocations of one node until it stops. Sessions older than what was forgotten count as revoked. */
public final class InMemoryRevocationStore implements RevocationStore, RevocationFeed {
    private final RevocationIndex index = new RevocationIndex();
    private volatile long forgottenUntil = Long.MIN_VALUE;

    @Override
    public void revoke(Revocation revocation) {
        index.add(revocation);
    }

    @Override
    public boolean isRevoked(SessionRecord session) {
        return index.ends(session) || session.expiresAt().toEpochMilli() < forgottenUntil;
    }

    @Override
    public boolean isRevoked(Revocation.Scope scope, String key, Instant began) {
        return index.ends(scope, key, began);
    }

    @Override
    public void mustFollow() {
        index.mustFollow();
    }

    @Override
    public List<Revocation> inForce() {
        return index.inForce();
    }

    @Override
    public void onChange(Runnable listener) {
        index.onChange(listener);
    }

    /** Forgets revocations of sessions that have expired. */
    public void forgetExpired(Instant before) {
        forgottenUntil = Math.max(forgottenUntil, before.toEpochMilli());
        index.forget(Instant.ofEpochMilli(forgottenUntil));
    }
}
