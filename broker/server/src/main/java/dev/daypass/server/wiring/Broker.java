package dev.daypass.server.wiring;

import dev.daypass.adapters.store.Store;
import dev.daypass.adapters.store.audit.AuditJournal;
import dev.daypass.adapters.store.ids.NodeIds;
import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditFacts;
import dev.daypass.core.audit.AuditSeal;
import dev.daypass.core.audit.AuditVerification;
import dev.daypass.core.explain.Explainer;
import dev.daypass.core.insight.RecordedSignIns;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.UnavailableException;
import dev.daypass.core.session.SessionTokens;
import dev.daypass.core.signin.Guesses;
import dev.daypass.core.snapshot.Snapshot;
import dev.daypass.core.source.Finding;
import dev.daypass.server.configfile.ConfigWatcher;
import dev.daypass.server.http.HttpServer;
import dev.daypass.server.ops.Health;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running broker. {@link #start} reads top to bottom what a broker is made of and in which order it comes up; closing
 * takes it down in the opposite one.
 */
public final class Broker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Broker.class);
    private static final Duration LOOK_FOR_CHANGES = Duration.ofSeconds(2);
    private static final Duration SAY_STILL_HERE = Duration.ofMinutes(5);
    private static final Duration WRITE_SIGN_INS = Duration.ofSeconds(2);
    private static final Duration TIDY_SIGN_INS = Duration.ofMinutes(10);
    private static final Duration LOOK_FOR_SHARED_KEYS = Duration.ofMillis(500);
    private static final Duration LOOK_FOR_KEYS = Duration.ofSeconds(10);

    private final Shutdown shutdown;
    private final Reloading reloading;
    private final Surroundings surroundings;
    private final CurrentSnapshot current;
    private final HttpServer main;
    private final Optional<HttpServer> management;
    private final Watch watch;

    /** What tells how the broker is. */
    private record Watch(AuditJournal journal, Readiness readiness) {}

    private Broker(
            Shutdown shutdown,
            Reloading reloading,
            Surroundings surroundings,
            CurrentSnapshot current,
            HttpServer main,
            Optional<HttpServer> management,
            Watch watch) {
        this.shutdown = shutdown;
        this.reloading = reloading;
        this.surroundings = surroundings;
        this.current = current;
        this.main = main;
        this.management = management;
        this.watch = watch;
    }

    /**
     * Starts a broker.
     *
     * @throws BrokerRefused if the configuration has errors, cryptography fails its self-test, the store cannot be
     *     opened or a port cannot be had; nothing is left running
     */
    public static Broker start(ConfigurationSource source, Surroundings surroundings) throws BrokerRefused {
        var shutdown = new Shutdown();
        try {
            return start(source, surroundings, shutdown);
        } catch (IOException | UnavailableException e) {
            shutdown.close();
            throw new BrokerRefused(e.getMessage() == null ? e.toString() : e.getMessage(), e);
        } catch (BrokerRefused | RuntimeException e) {
            shutdown.close();
            throw e;
        }
    }

    private static Broker start(ConfigurationSource source, Surroundings surroundings, Shutdown shutdown)
            throws BrokerRefused, IOException {
        ConfigurationSource.Reading reading = source.read();
        ServerSettings settings = loaded(reading.settings(), "the configuration cannot be served from");
        CryptoProvider crypto = CryptoProvider.install(surroundings.random());
        ScheduledExecutorService scheduler = shutdown.add(Scheduling.start());

        Store store = shutdown.add(Stores.open(settings, source.directory(), surroundings));
        var keys = Stores.keys(store, surroundings);
        NodeIds ids = store.uniqueIds(Stores.node(settings), surroundings.clock());
        Snapshot snapshot = loaded(reading.snapshot(ids), "the configuration cannot be served from");
        reading.settings().findings().forEach(Reloading::log);
        reading.inspect(snapshot, new ProviderAddresses()).forEach(Reloading::log);
        var current = new CurrentSnapshot(snapshot);

        Providers providers = shutdown.add(new Providers(surroundings, scheduler, new Guesses(store.guesses())));
        AuditJournal journal = shutdown.add(Stores.journal(settings, store, keys));
        var observation = Observation.of(journal, providers, current);
        providers.prepare(snapshot);

        var signIns = new RecordedSignIns(store.signInRecords(), keys, settings.signIns());
        UseCases useCases = UseCases.over(store, keys, observation.audit(), providers, signIns, surroundings);
        var configuredKeys = new ConfiguredKeys(useCases.tokens().signingKeys(), surroundings.clock());
        configuredKeys.prepare(snapshot);
        var reloading = new Reloading(
                source,
                settings,
                ids,
                current,
                new Reloading.Tools(providers, configuredKeys, observation.meters(), observation.audit(), scheduler));
        Freshness freshness = shutdown.add(Freshness.over(store, providers, current, observation, surroundings));
        var readiness = new Readiness(store, keys, providers, freshness, crypto);
        var explainer = new Explainer(surroundings.clock());
        var behind = new BrowserFaces.Behind(
                store,
                providers.review(),
                providers.logoutTokens(),
                new Insights(explainer, providers, signIns, source, surroundings.ticks()));
        var browsers = BrowserFaces.over(behind, keys, useCases, settings.browser(), surroundings.random());
        var terminals = TerminalFaces.over(store, keys, browsers, surroundings.random());
        var edges = new Edges(
                new Edges.Behind(useCases, browsers, terminals, providers),
                settings,
                current,
                observation,
                readiness,
                scheduler);
        var rotation = new KeyRotation(keys, useCases.tokens().signingKeys(), observation.audit());
        var chains = new ChainVerification(journal, Stores.node(settings), store, new AuditSeal(keys));
        var operations = new AdminOperations(
                reloading,
                rotation,
                journal,
                new ChainWatch(chains, ChainWatch.threads(), surroundings.clock()),
                explainer);

        // Once more, so that it stops before what its tasks use.
        shutdown.add(scheduler);
        Optional<HttpServer> management = Optional.empty();
        if (settings.management().isPresent()) {
            management = Optional.of(shutdown.add(HttpServer.start(
                    settings.management().get(), edges.management(operations), edges.setup(surroundings))));
        }
        HttpServer main =
                shutdown.add(HttpServer.start(settings.main(), edges.main(operations), edges.setup(surroundings)));
        var broker =
                new Broker(shutdown, reloading, surroundings, current, main, management, new Watch(journal, readiness));
        broker.tellStart(observation, snapshot);
        store.keepTidy(scheduler, surroundings.clock());
        var upkeep = new KeyUpkeep(keys, useCases.tokens().signingKeys(), observation.audit(), surroundings.clock());
        Scheduling.every(Stores.isShared(settings) ? LOOK_FOR_SHARED_KEYS : LOOK_FOR_KEYS, scheduler, "keys", upkeep);
        Scheduling.every(SAY_STILL_HERE, scheduler, "unique ids", ids::renew);
        Scheduling.every(WRITE_SIGN_INS, scheduler, "recorded sign-ins", signIns::write);
        Scheduling.every(
                TIDY_SIGN_INS,
                scheduler,
                "recorded sign-ins",
                () -> signIns.tidy(surroundings.clock().instant()));
        Scheduling.every(Freshness.TURN, scheduler, "directories", freshness);
        broker.watch(source.directory(), scheduler);
        readiness.warm(new Rehearsals(providers.readers(), new SessionTokens(keys), snapshot));
        return broker;
    }

    /** The main listener's port, also where the configuration left the choice to the system. */
    public int port() {
        return main.port();
    }

    /** The management listener's port; absent if management is on the main listener. */
    public Optional<Integer> managementPort() {
        return management.map(HttpServer::port);
    }

    /** The configuration in force. */
    public Snapshot snapshot() {
        return current.get();
    }

    /** How its parts are, as probes ask. */
    public List<Health.Check> health() {
        return watch.readiness().get();
    }

    /** Verifies the audit's chain in every place where it is kept, each against the others. */
    public Map<String, AuditVerification.Report> verifyAudit() {
        return watch.journal().verify(List.of());
    }

    /** Reads the configuration again, as a changed file or a signal asks for. */
    public Outcome<Object> reload(String by) {
        return reloading.reload(facts().put("by", by));
    }

    @Override
    public void close() {
        shutdown.close();
    }

    private void tellStart(Observation observation, Snapshot snapshot) {
        observation.meters().revision(snapshot.revision());
        observation.audit().append(facts().put("started", snapshot.revision()).granted(AuditEvent.Kind.LIFECYCLE));
        LOG.info(
                "listening on port {}{}",
                port(),
                managementPort().map(port -> ", management on port " + port).orElse(""));
    }

    private void watch(Optional<Path> directory, ScheduledExecutorService scheduler) {
        directory.ifPresent(path -> {
            var watcher = shutdown.add(new ConfigWatcher(path, scheduler, () -> reloadQuietly("changed file")));
            watcher.start(LOOK_FOR_CHANGES);
        });
    }

    /** What a scheduler runs must not throw, or it is never run again. {@code false}: nobody knows whether it is good. */
    private boolean reloadQuietly(String by) {
        try {
            reload(by);
            return true;
        } catch (RuntimeException e) {
            LOG.error("the configuration could not be reloaded; it is tried again", e);
            return false;
        }
    }

    private AuditFacts facts() {
        return new AuditFacts(surroundings.clock().instant(), "-", "local")
                .put("revision", current.get().revision());
    }

    private static <T> T loaded(ConfigurationSource.Loaded<T> loaded, String refusal) throws BrokerRefused {
        if (loaded.value().isEmpty()) {
            String first = loaded.findings().stream()
                    .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                    .findFirst()
                    .map(finding -> ": " + finding.source() + ": " + finding.message())
                    .orElse("");
            throw new BrokerRefused(refusal + first, loaded.findings());
        }
        return loaded.value().get();
    }
}
