package dev.daypass.core.terminal;

import dev.daypass.core.grant.RefreshToken;
import dev.daypass.core.grant.RefreshTokenHash;
import dev.daypass.core.grant.RefreshTokenStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Keeps nothing, and lets something happen where a login has begun and is not yet given. */
final class HookedRefreshTokens implements RefreshTokenStore {
    Runnable meanwhile = () -> {};

    @Override
    public void begin(RefreshToken first) {
        meanwhile.run();
    }

    @Override
    public Optional<RefreshToken> find(RefreshTokenHash hash) {
        return Optional.empty();
    }

    @Override
    public Rotation rotate(RefreshTokenHash spent, RefreshToken successor, Instant now, Duration grace) {
        return Rotation.GONE;
    }

    @Override
    public void endFamily(String family) {}

    @Override
    public int forgetExpired(Instant before) {
        return 0;
    }
}
