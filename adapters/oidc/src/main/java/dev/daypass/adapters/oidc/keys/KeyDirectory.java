package dev.daypass.adapters.oidc.keys;

import dev.daypass.adapters.oidc.jose.TokenHeader;
import dev.daypass.adapters.oidc.jose.TokenRefusals;
import dev.daypass.adapters.oidc.jose.VerificationKey;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.provider.TokenSettings;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The live keys of all token providers, one state for each settings value: a reload that leaves a provider's settings
 * alone leaves its keys alone, and two providers share keys only where every setting is equal.
 *
 * <p>Safe for several threads.
 */
public final class KeyDirectory {
    private static final Duration RETRY = Duration.ofSeconds(30);

    private final DocumentFetcher fetcher;
    private final ScheduledExecutorService scheduler;
    private final Clock clock;
    private volatile Generation now = new Generation(Map.of(), Map.of());

    /**
     * @param client follows no redirects by itself
     * @param scheduler starts readings; nothing on it blocks
     * @param clock for the age of key sets
     */
    public KeyDirectory(HttpClient client, ScheduledExecutorService scheduler, Clock clock) {
        this.fetcher = new DocumentFetcher(client);
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /**
     * Makes the keys of these providers live and starts reading those that are new; files are read again. Providers that
     * are gone are read no more; requests that began before still find them until the next call.
     *
     * @return completes when every new key set has come or failed to come; {@link #health} tells which
     */
    public synchronized CompletableFuture<Void> prepare(Collection<Provider> all) {
        var named = new LinkedHashMap<ProviderId, TokenSettings>();
        for (Provider provider : all) {
            if (provider.settings() instanceof TokenSettings settings) {
                named.put(provider.id(), settings);
            }
        }
        var next = new HashMap<TokenSettings, ScheduledKeys>();
        now.keys().forEach((settings, keys) -> {
            if (keys.isRunning() && !named.containsValue(settings)) {
                keys.stop();
                next.put(settings, keys);
            }
        });
        named.values().forEach(settings -> next.computeIfAbsent(settings, this::keysOf));
        now = new Generation(named, next);
        return CompletableFuture.allOf(
                next.values().stream().map(ScheduledKeys::start).toArray(CompletableFuture<?>[]::new));
    }

    private ScheduledKeys keysOf(TokenSettings settings) {
        ScheduledKeys known = now.keys().get(settings);
        return known != null && known.isRunning()
                ? known
                : new ScheduledKeys(new ProviderKeys(new KeyLoader(fetcher, settings), settings, clock), settings);
    }

    /** The key that a token's header means at a provider with these settings. */
    public Outcome<VerificationKey> key(TokenSettings settings, TokenHeader header) {
        ScheduledKeys keys = now.keys().get(settings);
        return keys == null
                ? TokenRefusals.refused(Reason.PROVIDER_NOT_READY, "the provider's keys were never prepared")
                : keys.keys.choose(header);
    }

    /** Where a provider with these settings is talked to, as its discovery document says. */
    public Outcome<OpenIdEndpoints> endpoints(TokenSettings settings) {
        ScheduledKeys keys = now.keys().get(settings);
        return keys == null
                ? TokenRefusals.refused(Reason.PROVIDER_NOT_READY, "the provider was never prepared")
                : keys.keys.endpoints();
    }

    /** How the keys of every provider are, in the order of their names. */
    public List<KeyHealth> health() {
        Generation seen = now;
        return seen.providers().entrySet().stream()
                .map(entry -> health(entry.getKey(), entry.getValue(), seen.state(entry.getValue())))
                .sorted(Comparator.comparing(health -> health.provider().name()))
                .toList();
    }

    private KeyHealth health(ProviderId id, TokenSettings settings, KeyState state) {
        Optional<KeySet> believed =
                state.believed(clock.instant(), settings.keys().maxStale());
        return new KeyHealth(
                id,
                condition(state, believed.isPresent()),
                believed.map(KeySet::size).orElse(0),
                state.good().map(good -> state.loadedAt()),
                state.problem()
                        .map(Refusal::auditDetail)
                        .or(() -> state.good().map(KeySetReading::summary).filter(summary -> !summary.isEmpty())));
    }

    private static KeyHealth.Condition condition(KeyState state, boolean believed) {
        if (!believed) {
            return KeyHealth.Condition.FAILED;
        }
        return state.problem().isPresent() ? KeyHealth.Condition.STALE : KeyHealth.Condition.READY;
    }

    /** What one call of {@code prepare} made; requests see it whole. */
    private record Generation(Map<ProviderId, TokenSettings> providers, Map<TokenSettings, ScheduledKeys> keys) {
        Generation {
            providers = Map.copyOf(providers);
            keys = Map.copyOf(keys);
        }

        KeyState state(TokenSettings settings) {
            return Optional.ofNullable(keys.get(settings))
                    .map(scheduled -> scheduled.keys.state())
                    .orElseGet(KeyState::nothingYet);
        }
    }

    /** One provider's keys and their schedule. */
    private final class ScheduledKeys {
        private final ProviderKeys keys;
        private final TokenSettings settings;
        private volatile Phase phase = Phase.NEW;

        ScheduledKeys(ProviderKeys keys, TokenSettings settings) {
            this.keys = keys;
            this.settings = settings;
        }

        boolean isRunning() {
            return phase == Phase.RUNNING;
        }

        /** Starts the schedule unless it has run already; completes when the first reading has ended. */
        CompletableFuture<?> start() {
            if (phase == Phase.NEW) {
                phase = Phase.RUNNING;
                return readAndGoOn();
            }
            // Whoever replaced a file, to withdraw a key perhaps, means it to count from the reload on.
            return isRunning() && isFile() ? keys.read() : CompletableFuture.completedFuture(phase);
        }

        private boolean isFile() {
            return settings.keys()
                    .jwks()
                    .filter(address -> "file".equals(address.getScheme()))
                    .isPresent();
        }

        void stop() {
            phase = Phase.STOPPED;
        }

        private CompletableFuture<?> readAndGoOn() {
            return keys.read().whenComplete((state, fault) -> goOn(state));
        }

        private void goOn(KeyState state) {
            if (isRunning() && !scheduler.isShutdown()) {
                var unused =
                        scheduler.schedule(this::ifStillRunning, pause(state).toMillis(), TimeUnit.MILLISECONDS);
            }
        }

        private void ifStillRunning() {
            if (isRunning()) {
                var unused = readAndGoOn();
            }
        }

        /** Reading early keeps a set from ever being older than {@code refresh} while its issuer answers. */
        private Duration pause(KeyState state) {
            Duration early = settings.keys().refresh().multipliedBy(3).dividedBy(4);
            return state.problem().isPresent() && early.compareTo(RETRY) > 0 ? RETRY : early;
        }
    }

    private enum Phase {
        NEW,
        RUNNING,
        STOPPED
    }
}
