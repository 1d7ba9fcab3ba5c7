package dev.daypass.adapters.store.memory;

import dev.daypass.adapters.store.ids.NodeIds;
import dev.daypass.core.grant.RefreshTokenStore;
import dev.daypass.core.insight.SignInRecordStore;
import dev.daypass.core.keys.KeyStore;
import dev.daypass.core.keys.SigningKeyStore;
import dev.daypass.core.login.BrowserSessionStore;
import dev.daypass.core.login.RoleHabitStore;
import dev.daypass.core.login.TakenRoleStore;
import dev.daypass.core.session.RevocationFeed;
import dev.daypass.core.session.RevocationStore;
import dev.daypass.core.session.SessionRecordCodec;
import dev.daypass.core.session.SessionStore;
import dev.daypass.core.signin.GuessStore;
import dev.daypass.core.signin.ReplayStore;
import dev.daypass.core.terminal.DeviceGrantStore;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;

/** All stores of one node, in memory. */
public final class InMemoryStores {
    private final InMemorySessionStore sessions;
    private final InMemoryRevocationStore revocations = new InMemoryRevocationStore();
    private final InMemoryReplayStore replays;
    private final InMemoryKeyStore keys = new InMemoryKeyStore();
    private final InMemorySigningKeyStore signingKeys = new InMemorySigningKeyStore();
    private final InMemoryUniqueIds uniqueIds;
    private final InMemoryRefreshTokenStore refreshTokens = new InMemoryRefreshTokenStore();
    private final InMemoryBrowserSessionStore browserSessions = new InMemoryBrowserSessionStore();
    private final InMemoryGuessStore guesses = new InMemoryGuessStore();
    private final InMemoryTakenRoleStore takenRoles = new InMemoryTakenRoleStore();
    private final InMemoryDeviceGrantStore deviceGrants = new InMemoryDeviceGrantStore();
    private final InMemorySignInRecordStore signInRecords = new InMemorySignInRecordStore();
    private final InMemoryRoleHabitStore roleHabits = new InMemoryRoleHabitStore();

    public InMemoryStores(SecureRandom random, SessionRecordCodec codec) {
        this.sessions = new InMemorySessionStore(codec);
        this.replays = new InMemoryReplayStore(random);
        this.uniqueIds = new InMemoryUniqueIds(random);
    }

    public SessionStore sessions() {
        return sessions;
    }

    public RevocationStore revocations() {
        return revocations;
    }

    public ReplayStore replays() {
        return replays;
    }

    public KeyStore keys() {
        return keys;
    }

    public SigningKeyStore signingKeys() {
        return signingKeys;
    }

    public RevocationFeed revocationFeed() {
        return revocations;
    }

    /** The ids of roles and users as a node gets them. */
    public NodeIds uniqueIds(String node, InstantSource clock) {
        return uniqueIds.of(node, clock);
    }

    public RefreshTokenStore refreshTokens() {
        return refreshTokens;
    }

    public GuessStore guesses() {
        return guesses;
    }

    public SignInRecordStore signInRecords() {
        return signInRecords;
    }

    public BrowserSessionStore browserSessions() {
        return browserSessions;
    }

    public TakenRoleStore takenRoles() {
        return takenRoles;
    }

    public DeviceGrantStore deviceGrants() {
        return deviceGrants;
    }

    public RoleHabitStore roleHabits() {
        return roleHabits;
    }

    /** Forgets what nothing asks for after an instant. */
    public void forgetExpired(Instant before) {
        replays.forgetExpired(before);
        revocations.forgetExpired(before);
        sessions.forgetExpired(before);
        refreshTokens.forgetExpired(before);
        browserSessions.forgetExpired(before);
        guesses.forgetExpired(before);
        takenRoles.forgetExpired(before);
        deviceGrants.forgetExpired(before);
        roleHabits.forgetUnused(before.minus(RoleHabitStore.KEPT));
    }
}
