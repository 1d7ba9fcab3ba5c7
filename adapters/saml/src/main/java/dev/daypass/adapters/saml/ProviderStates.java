package dev.daypass.adapters.saml;

import dev.daypass.adapters.saml.metadata.ProviderState;
import dev.daypass.adapters.saml.metadata.SignOn;
import dev.daypass.adapters.saml.metadata.SignOut;
import dev.daypass.adapters.saml.response.ProviderTrust;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.provider.SamlSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The live state of every provider, by the value of its settings: equal settings share it, and two tenants of one entity id
 * never do (S89). Renews each in the background. Safe for several threads.
 */
final class ProviderStates {
    private static final Duration SOONEST_RETRY = Duration.ofMinutes(1);

    private final Map<SamlSettings, Entry> entries = new ConcurrentHashMap<>();
    private final Map<ProviderId, SamlSettings> names = new ConcurrentHashMap<>();
    private final Function<SamlSettings, ProviderState> factory;
    private final ScheduledExecutorService scheduler;

    ProviderStates(Function<SamlSettings, ProviderState> factory, ScheduledExecutorService scheduler) {
        this.factory = factory;
        this.scheduler = scheduler;
    }

    /** One state and its next renewal. */
    private record Entry(ProviderState state, AtomicReference<@Nullable Future<?>> renewal) {
        void cancel() {
            Future<?> next = renewal.get();
            if (next != null) {
                next.cancel(false);
            }
        }
    }

    Optional<ProviderTrust> trust(SamlSettings settings, Instant now) {
        return entry(settings).flatMap(entry -> entry.state().trust(now));
    }

    Optional<SignOn> signOn(SamlSettings settings, Instant now) {
        return entry(settings).flatMap(entry -> entry.state().signOn(now));
    }

    Optional<SignOut> signOut(SamlSettings settings, Instant now) {
        return entry(settings).flatMap(entry -> entry.state().signOut(now));
    }

    /** Begins to load what is new, and reads files again; what is known from elsewhere stays as it is. */
    List<CompletableFuture<Void>> add(Map<ProviderId, SamlSettings> added) {
        names.putAll(added);
        return added.values().stream()
                .distinct()
                .map(settings ->
                        entry(settings).map(known -> again(settings, known)).orElseGet(() -> begin(settings)))
                .toList();
    }

    /** Whoever replaced a file, to withdraw a key perhaps, means it to count from the reload on. */
    private static CompletableFuture<Void> again(SamlSettings settings, Entry known) {
        return "file".equalsIgnoreCase(settings.metadata().location().getScheme())
                ? known.state().load()
                : CompletableFuture.completedFuture(null);
    }

    /** Forgets every state but these. */
    void retain(Map<ProviderId, SamlSettings> kept) {
        names.keySet().retainAll(kept.keySet());
        names.putAll(kept);
        for (SamlSettings settings : List.copyOf(entries.keySet())) {
            if (!kept.containsValue(settings)) {
                drop(settings);
            }
        }
    }

    /** The states in use, by provider. */
    Map<ProviderId, ProviderState> named() {
        var states = new TreeMap<ProviderId, ProviderState>(Comparator.comparing(ProviderId::name));
        names.forEach((id, settings) -> entry(settings).ifPresent(entry -> states.put(id, entry.state())));
        return states;
    }

    void close() {
        List.copyOf(entries.keySet()).forEach(this::drop);
    }

    private Optional<Entry> entry(SamlSettings settings) {
        return Optional.ofNullable(entries.get(settings));
    }

    private void drop(SamlSettings settings) {
        Entry entry = entries.remove(settings);
        if (entry != null) {
            entry.cancel();
        }
    }

    private CompletableFuture<Void> begin(SamlSettings settings) {
        var entry = new Entry(factory.apply(settings), new AtomicReference<>());
        entries.put(settings, entry);
        return renew(settings, entry);
    }

    private CompletableFuture<Void> renew(SamlSettings settings, Entry entry) {
        return entry.state().load().thenRun(() -> scheduleNext(settings, entry));
    }

    private void scheduleNext(SamlSettings settings, Entry entry) {
        if (entry(settings).filter(entry::equals).isEmpty()) {
            return;
        }
        Runnable renewal = () -> {
            var unused = renew(settings, entry);
        };
        try {
            entry.renewal()
                    .set(scheduler.schedule(renewal, delay(settings, entry).toMillis(), TimeUnit.MILLISECONDS));
        } catch (RejectedExecutionException e) {
            // The scheduler is shutting down, and with it the need to renew.
            entry.cancel();
        }
    }

    private static Duration delay(SamlSettings settings, Entry entry) {
        Duration refresh = settings.metadata().refresh();
        boolean failed = entry.state().lastError().isPresent();
        return failed && refresh.compareTo(SOONEST_RETRY) > 0 ? SOONEST_RETRY : refresh;
    }
}
