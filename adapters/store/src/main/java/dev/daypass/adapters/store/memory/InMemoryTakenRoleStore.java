package dev.daypass.adapters.store.memory;

import dev.daypass.core.login.TakenRole;
import dev.daypass.core.login.TakenRoleStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Roles taken in browsers of one node until it stops. */
public final class InMemoryTakenRoleStore implements TakenRoleStore {
    private static final Comparator<TakenRole> NEWEST_FIRST =
            Comparator.comparing(TakenRole::takenAt).reversed().thenComparing(TakenRole::sessionId);

    private final Map<String, TakenRole> bySession = new ConcurrentHashMap<>();

    @Override
    public void keep(TakenRole role) {
        bySession.putIfAbsent(role.sessionId(), role);
    }

    @Override
    public List<TakenRole> of(String handle, Instant liveAt, int most) {
        return bySession.values().stream()
                .filter(role -> role.handle().equals(handle) && role.expiresAt().isAfter(liveAt))
                .sorted(NEWEST_FIRST)
                .limit(most)
                .toList();
    }

    @Override
    public int forgetExpired(Instant before) {
        int size = bySession.size();
        bySession.values().removeIf(role -> role.expiresAt().isBefore(before));
        return Math.max(0, size - bySession.size());
    }
}
