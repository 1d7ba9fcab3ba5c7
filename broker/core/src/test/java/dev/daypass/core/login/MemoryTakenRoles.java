package dev.daypass.core.login;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Roles taken in one test. */
public final class MemoryTakenRoles implements TakenRoleStore {
    private final List<TakenRole> roles = new ArrayList<>();

    @Override
    public void keep(TakenRole role) {
        roles.add(0, role);
    }

    @Override
    public List<TakenRole> of(String handle, Instant liveAt, int most) {
        return roles.stream()
                .filter(role -> role.handle().equals(handle) && role.expiresAt().isAfter(liveAt))
                .limit(most)
                .toList();
    }

    /** Moves every row to another browser, as somebody who writes to the database could. */
    public void moveTo(String handle) {
        roles.replaceAll(
                role -> new TakenRole(role.sessionId(), handle, role.takenAt(), role.expiresAt(), role.sealed()));
    }

    @Override
    public int forgetExpired(Instant before) {
        return 0;
    }
}
