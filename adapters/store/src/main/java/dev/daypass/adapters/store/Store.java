package dev.daypass.adapters.store;

import dev.daypass.adapters.store.audit.AuditPlace;
import dev.daypass.adapters.store.ids.NodeIds;
import dev.daypass.adapters.store.jdbc.Database;
import dev.daypass.adapters.store.jdbc.JdbcStores;
import dev.daypass.adapters.store.jdbc.KeyEncryptionKey;
import dev.daypass.adapters.store.memory.InMemoryAudit;
import dev.daypass.adapters.store.memory.InMemoryStores;
import dev.daypass.core.grant.RefreshTokenStore;
import dev.daypass.core.insight.SignInRecordStore;
import dev.daypass.core.keys.KeyStore;
import dev.daypass.core.keys.SigningKeyStore;
import dev.daypass.core.login.BrowserSessionStore;
import dev.daypass.core.login.RoleHabitStore;
import dev.daypass.core.login.TakenRoleStore;
import dev.daypass.core.outcome.UnavailableException;
import dev.daypass.core.session.RevocationFeed;
import dev.daypass.core.session.RevocationStore;
import dev.daypass.core.session.SessionRecordCodec;
import dev.daypass.core.session.SessionStore;
import dev.daypass.core.signin.GuessStore;
import dev.daypass.core.signin.ReplayStore;
import dev.daypass.core.terminal.DeviceGrantStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The broker's memory: every store port of the core, on one database or in the process's own memory.
 *
 * <p>What a port's method has acknowledged survives the end of the process, {@code kill -9} included, unless the store is
 * in memory. Faults are {@link UnavailableException}s. Safe for several threads.
 */
public final class Store implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Store.class);
    private static final int AUDIT_IN_MEMORY = 10_000;
    private static final Duration TIDY_EVERY = Duration.ofMinutes(5);
    /** How far clocks of nodes, or one clock at two times, may differ before anything is refused for it. */
    private static final Duration GRACE = Duration.ofHours(1);

    private final Ports ports;
    private final Audit audit;
    private final Consumer<Instant> forget;
    private final Runnable close;

    /** The audit's chains: one by its node's name, and the names of those that there are. */
    private record Audit(Function<String, AuditPlace> table, Supplier<List<String>> nodes) {}

    private Store(Ports ports, Audit audit, Consumer<Instant> forget, Runnable close) {
        this.ports = ports;
        this.audit = audit;
        this.forget = forget;
        this.close = close;
    }

    private record Ports(
            SessionStore sessions,
            RevocationStore revocations,
            ReplayStore replays,
            RevocationFeed revocationFeed,
            KeyStore keys,
            SigningKeyStore signingKeys,
            BiFunction<String, InstantSource, NodeIds> uniqueIds,
            RefreshTokenStore refreshTokens,
            GuessStore guesses,
            BrowserSessionStore browserSessions,
            TakenRoleStore takenRoles,
            DeviceGrantStore deviceGrants,
            SignInRecordStore signInRecords,
            RoleHabitStore roleHabits) {}

    /**
     * Opens the store and brings its schema up to date.
     *
     * @param keyEncryptionKey 32 bytes, the same at every opening and on every node, kept outside the database
     * @throws UnavailableException if the database cannot be reached, or was stored under another key
     */
    public static Store open(
            StoreSettings settings, byte[] keyEncryptionKey, SecureRandom random, SessionRecordCodec codec) {
        return settings.inMemory()
                ? inMemory(random, codec)
                : onDatabase(settings, new KeyEncryptionKey(keyEncryptionKey, random), random, codec);
    }

    /** A store that forgets everything at the end of the process. */
    public static Store inMemory(SecureRandom random, SessionRecordCodec codec) {
        var stores = new InMemoryStores(random, codec);
        var ports = new Ports(
                stores.sessions(),
                stores.revocations(),
                stores.replays(),
                stores.revocationFeed(),
                stores.keys(),
                stores.signingKeys(),
                stores::uniqueIds,
                stores.refreshTokens(),
                stores.guesses(),
                stores.browserSessions(),
                stores.takenRoles(),
                stores.deviceGrants(),
                stores.signInRecords(),
                stores.roleHabits());
        var audit = new Audit(node -> new InMemoryAudit(AUDIT_IN_MEMORY), List::of);
        return new Store(ports, audit, stores::forgetExpired, () -> {});
    }

    private static Store onDatabase(
            StoreSettings settings, KeyEncryptionKey encryption, SecureRandom random, SessionRecordCodec codec) {
        Database database = Database.open(settings.url(), settings.user(), settings.password());
        try {
            var stores = new JdbcStores(database, encryption, random, codec);
            var ports = new Ports(
                    stores.sessions(),
                    stores.revocations(),
                    stores.replays(),
                    stores.revocationFeed(),
                    stores.keys(),
                    stores.signingKeys(),
                    stores::uniqueIds,
                    stores.refreshTokens(),
                    stores.guesses(),
                    stores.browserSessions(),
                    stores.takenRoles(),
                    stores.deviceGrants(),
                    stores.signInRecords(),
                    stores.roleHabits());
            var audit = new Audit(stores::auditTable, stores::auditNodes);
            return new Store(ports, audit, stores::forgetExpired, stores::close);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    public SessionStore sessions() {
        return ports.sessions();
    }

    public RevocationStore revocations() {
        return ports.revocations();
    }

    public ReplayStore replays() {
        return ports.replays();
    }

    public KeyStore keys() {
        return ports.keys();
    }

    public SigningKeyStore signingKeys() {
        return ports.signingKeys();
    }

    public RevocationFeed revocationFeed() {
        return ports.revocationFeed();
    }

    /**
     * The ids of roles and users as a broker gets them.
     *
     * @param node the broker's own name among those on this database
     */
    public NodeIds uniqueIds(String node, InstantSource clock) {
        return ports.uniqueIds().apply(node, clock);
    }

    public RefreshTokenStore refreshTokens() {
        return ports.refreshTokens();
    }

    public GuessStore guesses() {
        return ports.guesses();
    }

    public SignInRecordStore signInRecords() {
        return ports.signInRecords();
    }

    public RoleHabitStore roleHabits() {
        return ports.roleHabits();
    }

    public BrowserSessionStore browserSessions() {
        return ports.browserSessions();
    }

    public TakenRoleStore takenRoles() {
        return ports.takenRoles();
    }

    public DeviceGrantStore deviceGrants() {
        return ports.deviceGrants();
    }

    /**
     * The audit table, for an {@link dev.daypass.adapters.store.audit.AuditJournal}.
     *
     * @param node the broker's own name among those on this database
     */
    public AuditPlace auditTable(String node) {
        return audit.table().apply(node);
    }

    /** The nodes whose chains are in the audit table; none where nothing is shared. */
    public List<String> auditNodes() {
        return audit.nodes().get();
    }

    /**
     * Forgets what has expired an hour before {@code now}: proofs, revocations, sessions, refresh tokens, browser sessions,
     * attempts at passwords, device grants.
     *
     * <p>A proof or session that expired before anything was last forgotten counts as spent or revoked, so that a clock
     * that is set back opens nothing.
     */
    public void forgetExpired(Instant now) {
        forget.accept(now.minus(GRACE));
    }

    /** Forgets every five minutes from now on. */
    public void keepTidy(ScheduledExecutorService scheduler, InstantSource clock) {
        long every = TIDY_EVERY.toSeconds();
        var unused = scheduler.scheduleWithFixedDelay(() -> tidy(clock), every, every, TimeUnit.SECONDS);
    }

    private void tidy(InstantSource clock) {
        try {
            forgetExpired(clock.instant());
        } catch (UnavailableException e) {
            LOG.warn("what has expired could not be forgotten; it is tried again", e);
        }
    }

    @Override
    public void close() {
        close.run();
    }
}
