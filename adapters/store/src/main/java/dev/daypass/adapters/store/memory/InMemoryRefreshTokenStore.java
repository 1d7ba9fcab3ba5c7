package dev.daypass.adapters.store.memory;

import dev.daypass.core.grant.RefreshToken;
import dev.daypass.core.grant.RefreshTokenHash;
import dev.daypass.core.grant.RefreshTokenStore;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Refresh tokens of one node until it stops. */
public final class InMemoryRefreshTokenStore implements RefreshTokenStore {
    private final Map<RefreshTokenHash, Kept> tokens = new HashMap<>();

    /** A token and until when it may be rotated once more; whenever, for one that never was. */
    private record Kept(RefreshToken token, Optional<Instant> takenUntil) {}

    @Override
    public synchronized void begin(RefreshToken first) {
        tokens.put(first.hash(), new Kept(first, Optional.empty()));
    }

    @Override
    public synchronized Optional<RefreshToken> find(RefreshTokenHash hash) {
        return Optional.ofNullable(tokens.get(hash)).map(Kept::token);
    }

    @Override
    public synchronized Rotation rotate(RefreshTokenHash spent, RefreshToken successor, Instant now, Duration grace) {
        Kept kept = tokens.get(spent);
        if (kept == null) {
            return Rotation.GONE;
        }
        if (kept.takenUntil().filter(now::isAfter).isPresent()) {
            return Rotation.REUSED;
        }
        boolean repeated = kept.takenUntil().isPresent();
        if (!repeated) {
            outdate(kept.token().family());
        }
        Instant until = repeated ? Instant.MIN : now.plus(grace);
        tokens.put(spent, new Kept(kept.token(), Optional.of(until)));
        begin(successor);
        return Rotation.ROTATED;
    }

    /** One chain goes on: what else of the family was never rotated is from now on one that comes again. */
    private void outdate(String family) {
        tokens.replaceAll((hash, kept) ->
                kept.token().family().equals(family) && kept.takenUntil().isEmpty()
                        ? new Kept(kept.token(), Optional.of(Instant.MIN))
                        : kept);
    }

    @Override
    public synchronized void endFamily(String family) {
        tokens.values().removeIf(kept -> kept.token().family().equals(family));
    }

    @Override
    public synchronized int forgetExpired(Instant before) {
        int size = tokens.size();
        tokens.values().removeIf(kept -> kept.token().expiresAt().isBefore(before));
        return size - tokens.size();
    }
}
