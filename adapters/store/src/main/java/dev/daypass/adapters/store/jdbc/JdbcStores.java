package dev.daypass.adapters.store.jdbc;

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
import java.util.List;

/** All stores on one database. */
public final class JdbcStores implements AutoCloseable {
    private final Database database;
    private final JdbcSessionStore sessions;
    private final JdbcRevocationStore revocations;
    private final JdbcReplayStore replays;
    private final JdbcKeyStore keys;
    private final JdbcSigningKeyStore signingKeys;
    private final SecureRandom random;
    private final JdbcRefreshTokenStore refreshTokens;
    private final JdbcBrowserSessionStore browserSessions;
    private final JdbcGuessStore guesses;
    private final JdbcTakenRoleStore takenRoles;
    private final JdbcDeviceGrantStore deviceGrants;
    private final JdbcSignInRecordStore signInRecords;
    private final JdbcRoleHabitStore roleHabits;

    /** Reads what the stores keep in memory; the key-encryption key is proven against the database. */
    public JdbcStores(Database database, KeyEncryptionKey encryption, SecureRandom random, SessionRecordCodec codec) {
        this.database = database;
        KeyedHash hash = KeyedHash.of(database, encryption);
        this.sessions = new JdbcSessionStore(database, hash, codec);
        this.replays = new JdbcReplayStore(database, hash);
        this.keys = new JdbcKeyStore(database, encryption);
        this.signingKeys = new JdbcSigningKeyStore(database);
        this.random = random;
        this.refreshTokens = new JdbcRefreshTokenStore(database);
        this.browserSessions = new JdbcBrowserSessionStore(database, hash);
        this.guesses = new JdbcGuessStore(database, hash);
        this.takenRoles = new JdbcTakenRoleStore(database);
        this.deviceGrants = new JdbcDeviceGrantStore(database, hash);
        this.signInRecords = new JdbcSignInRecordStore(database, hash);
        this.roleHabits = new JdbcRoleHabitStore(database, hash);
        this.revocations = new JdbcRevocationStore(database, JdbcRevocationStore.LONGEST_SILENCE);
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
        return new JdbcUniqueIds(database, random, node, clock);
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

    /** A node's chain in the audit table. */
    public AuditTable auditTable(String node) {
        return new AuditTable(database, node);
    }

    /** The nodes that have a chain in the audit table. */
    public List<String> auditNodes() {
        return AuditTable.nodes(database);
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

    @Override
    public void close() {
        revocations.close();
        database.close();
    }
}
