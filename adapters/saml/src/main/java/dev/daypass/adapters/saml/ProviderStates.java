package dev.daypass.adapters.saml;

import dev.daypass.adapters.saml.metadata.ProviderState;
import dev.daypass.adapters.saml.response.ProviderTrust;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.provider.SamlSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
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

/**
 * The live state of every provider, by the value of its settings: equal settings share it, and two tenants of one entity id
 * never do (S89). Renews each in the background. Safe for several threads.
 */
final class ProviderStates {
    private static final Duration SOONEST_RETRY = Duration.ofMinutes(1);

    private final Map<SamlSettings, Entry> entries = new ConcurrentHashMap<>();
    private final AtomicReference<Map<ProviderId, SamlSettings>> named = new AtomicReference<>(Map.of());
    private final Function<SamlSettings, ProviderState> factory;
    private final ScheduledExecutorService scheduler;

    ProviderStates(Function<SamlSettings, ProviderState> factory, ScheduledExecutorService scheduler) {
        this.factory = factory;
        this.scheduler = scheduler;
    }

    /** One state and its next renewal. */
    private record Entry(ProviderState state, AtomicReference<Optional<Future<?>>> renewal) {}

    Optional<ProviderTrust> trust(SamlSettings settings, Instant now) {
        Entry entry = entries.get(settings);
        return entry == null ? Optional.empty() : entry.state().trust(now);
    }

    /** Begins to load what is new; what is known already stays as it is. */
    List<CompletableFuture<Void>> add(Map<ProviderId, SamlSettings> added) {
        named.updateAndGet(known -> {
            var all = new HashMap<>(known);
            all.putAll(added);
            return Map.copyOf(all);
        });
        return added.values().stream()
                .distinct()
                .filter(one -> !entries.containsKey(one))
                .map(this::begin)
                .toList();
    }

    /** Forgets every state but these. */
    void retain(Map<ProviderId, SamlSettings> kept) {
        named.set(Map.copyOf(kept));
        entries.keySet().removeIf(settings -> {
            boolean gone = !kept.containsValue(settings);
            if (gone) {
                cancel(entries.get(settings));
            }
            return gone;
        });
    }

    /** The states in use, by provider. */
    Map<ProviderId, ProviderState> named() {
        var states = new TreeMap<ProviderId, ProviderState>(Comparator.comparing(ProviderId::name));
        named.get().forEach((id, settings) -> {
            Entry entry = entries.get(settings);
            if (entry != null) {
                states.put(id, entry.state());
            }
        });
        return states;
    }

    void close() {
        entries.values().forEach(ProviderStates::cancel);
        entries.clear();
    }

    private CompletableFuture<Void> begin(SamlSettings settings) {
        var entry = new Entry(factory.apply(settings), new AtomicReference<>(Optional.empty()));
        entries.put(settings, entry);
        return renew(settings, entry);
    }

    private CompletableFuture<Void> renew(SamlSettings settings, Entry entry) {
        return entry.state().load().thenRun(() -> scheduleNext(settings, entry));
    }

    private void scheduleNext(SamlSettings settings, Entry entry) {
        if (entries.get(settings) != entry) {
            return;
        }
        Duration refresh = settings.metadata().refresh();
        boolean failed = entry.state().lastError().isPresent();
        Duration delay = failed && refresh.compareTo(SOONEST_RETRY) > 0 ? SOONEST_RETRY : refresh;
        try {
            entry.renewal()
                    .set(Optional.of(
                            scheduler.schedule(() -> renew(settings, entry), delay.toMillis(), TimeUnit.MILLISECONDS)));
        } catch (RejectedExecutionException e) {
            // The scheduler is shutting down, and with it the need to renew.
            cancel(entry);
        }
    }

    private static void cancel(Entry entry) {
        entry.renewal().get().ifPresent(renewal -> renewal.cancel(false));
    }
}
