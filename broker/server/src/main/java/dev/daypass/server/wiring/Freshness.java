package dev.daypass.server.wiring;

import dev.daypass.adapters.directory.DirectoryHealth;
import dev.daypass.adapters.store.Store;
import dev.daypass.core.exchange.Reassessment;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.provider.DirectorySettings;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.core.snapshot.Snapshot;
import dev.daypass.server.ops.DirectoryLooks;
import dev.daypass.server.ops.Health;
import dev.daypass.server.ops.Meters;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Looks at every enabled directory again and again, as often as its {@code freshness} asks. Whatever configuration is in
 * force says which; one directory is never looked at twice at once, and a slow one delays nobody but itself.
 */
final class Freshness implements Runnable, AutoCloseable {
    /** How often it is asked whose turn it is. */
    static final Duration TURN = Duration.ofMillis(100);

    private static final Duration LAST_LOOK = Duration.ofSeconds(5);

    private final Reassessment reassessment;
    private final Supplier<Snapshot> current;
    private final Time time;
    private final DirectoryLooks meters;
    private final Map<ProviderId, DirectoryWatch> watches = new ConcurrentHashMap<>();
    private final ExecutorService looking;

    /**
     * What time it is.
     *
     * @param ticks nanoseconds that only go forward
     */
    record Time(InstantSource clock, LongSupplier ticks) {}

    /**
     * @param looking runs looks and nothing else, as many at once as there are directories; closed with this
     */
    Freshness(
            Reassessment reassessment,
            Supplier<Snapshot> current,
            Time time,
            DirectoryLooks meters,
            ExecutorService looking) {
        this.reassessment = reassessment;
        this.current = current;
        this.time = time;
        this.meters = meters;
        this.looking = looking;
    }

    /** Over a broker's parts; measured from the beginning. */
    static Freshness over(
            Store store,
            Providers providers,
            CurrentSnapshot current,
            Observation observation,
            Surroundings surroundings) {
        var reassessment =
                new Reassessment(providers.review(), store.sessions(), store.revocations(), observation.audit());
        Meters meters = observation.meters();
        ExecutorService looking = Executors.newCachedThreadPool(task -> {
            var thread = new Thread(task, "daypass-directory-look");
            thread.setDaemon(true);
            return thread;
        });
        var freshness = new Freshness(
                reassessment,
                current,
                new Time(surroundings.clock(), surroundings.ticks()),
                new DirectoryLooks(meters),
                looking);
        meters.gaugePerProvider(
                "daypass_directory_freshness_seconds",
                "Seconds since a directory was last asked about everybody whose session lives",
                freshness::ages);
        meters.gaugePerProvider(
                "daypass_directory_group_cache_hits",
                "Look-ups of groups answered from memory since the directory was opened",
                () -> providers.directories(DirectoryHealth::cacheHits));
        meters.gaugePerProvider(
                "daypass_directory_group_cache_misses",
                "Look-ups of groups that the directory was asked for since it was opened",
                () -> providers.directories(DirectoryHealth::cacheMisses));
        return freshness;
    }

    /** Begins the looks that are due; returns at once. */
    @Override
    public void run() {
        Snapshot snapshot = current.get();
        long now = time.ticks().getAsLong();
        Set<ProviderId> watched = new HashSet<>();
        for (Provider provider : snapshot.providers()) {
            if (provider.settings() instanceof DirectorySettings directory
                    && provider.state() == Provider.State.ENABLED) {
                watched.add(provider.id());
                DirectoryWatch watch =
                        watches.computeIfAbsent(provider.id(), id -> new DirectoryWatch(id, meters, now));
                if (watch.begins(directory.freshness(), now)) {
                    looking.execute(() -> look(provider, watch, snapshot));
                }
            }
        }
        watches.keySet().retainAll(watched);
    }

    private void look(Provider provider, DirectoryWatch watch, Snapshot snapshot) {
        var nobody = new RequestContext.Client("local", true, "");
        var request = new RequestContext("-", nobody, time.clock().instant(), snapshot);
        watch.look(progress -> reassessment.look(provider, progress, request));
    }

    /** How old what is known of each directory is. */
    List<Health.Check> checks() {
        long now = time.ticks().getAsLong();
        var checks = new ArrayList<Health.Check>();
        watches.values().forEach(watch -> checks.add(watch.check(now)));
        checks.sort(Comparator.comparing(Health.Check::name));
        return checks;
    }

    /** Seconds since the last whole look at each directory, by name. */
    Map<String, Number> ages() {
        long now = time.ticks().getAsLong();
        var ages = new ConcurrentHashMap<String, Number>();
        watches.forEach((id, watch) -> ages.put(id.name(), watch.age(now).toMillis() / 1_000.0));
        return ages;
    }

    /** A look under way is waited for, since the store goes next. */
    @Override
    public void close() {
        looking.shutdown();
        try {
            if (!looking.awaitTermination(LAST_LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                looking.shutdownNow();
            }
        } catch (InterruptedException e) {
            looking.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
