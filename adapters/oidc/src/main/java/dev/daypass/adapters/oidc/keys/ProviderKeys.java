package dev.daypass.adapters.oidc.keys;

import dev.daypass.adapters.oidc.jose.AuditText;
import dev.daypass.adapters.oidc.jose.TokenHeader;
import dev.daypass.adapters.oidc.jose.TokenRefusals;
import dev.daypass.adapters.oidc.jose.VerificationKey;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.provider.TokenSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of one provider over time. The schedule reads them again; a request does so only where the set cannot answer
 * it (no set, a key it does not know, a schedule that is late), at most once a minute, all requests sharing one reading.
 *
 * <p>Safe for several threads.
 */
final class ProviderKeys {
    private static final Logger LOG = LoggerFactory.getLogger(ProviderKeys.class);
    private static final Duration BETWEEN_DEMANDS = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** A slow issuer and a flood of unknown keys must not take every thread there is. */
    private static final int MAX_WAITING = 32;

    private final KeyLoader loader;
    private final TokenSettings settings;
    private final Clock clock;
    private final LateDiscovery late;
    private final Semaphore waiting = new Semaphore(MAX_WAITING);
    private volatile KeyState state = KeyState.nothingYet();
    private Optional<CompletableFuture<KeyState>> flight = Optional.empty();
    private Instant nextDemand = Instant.MIN;

    ProviderKeys(KeyLoader loader, TokenSettings settings, Clock clock) {
        this.loader = loader;
        this.settings = settings;
        this.clock = clock;
        this.late = new LateDiscovery(loader, settings, clock);
    }

    KeyState state() {
        return state;
    }

    /** The key that a token's header means. Waits two seconds at most. */
    Outcome<VerificationKey> choose(TokenHeader header) {
        return settled(known -> cannotAnswer(known, header)).then(known -> choose(known, header));
    }

    /** Where the provider is talked to. Waits two seconds at most. */
    Outcome<OpenIdEndpoints> endpoints() {
        return settings.keys().jwks().isPresent()
                ? awaited(late::endpoints).then(known -> known)
                : settled(known -> reading(known).isEmpty()).then(this::endpoints);
    }

    private Outcome<OpenIdEndpoints> endpoints(KeyState known) {
        return reading(known)
                .flatMap(KeySetReading::endpoints)
                .map(Outcome::granted)
                .orElseGet(() -> nothingBelieved(known));
    }

    private Optional<KeySetReading> reading(KeyState known) {
        return known.reading(clock.instant(), settings.keys().maxStale());
    }

    /** What is known, read anew where it does not suffice. */
    private Outcome<KeyState> settled(Predicate<KeyState> lacking) {
        KeyState known = state;
        if (!lacking.test(known)) {
            return Outcome.granted(known);
        }
        return awaited(this::demand);
    }

    private <T> Outcome<T> awaited(Supplier<CompletableFuture<T>> reading) {
        if (!waiting.tryAcquire()) {
            return TokenRefusals.refused(
                    Reason.PROVIDER_UNREACHABLE, "J07: " + MAX_WAITING + " requests wait for the provider already");
        }
        try {
            return await(reading.get())
                    .map(Outcome::granted)
                    .orElseGet(() -> TokenRefusals.refused(
                            Reason.PROVIDER_UNREACHABLE, "the provider did not answer within " + PATIENCE));
        } finally {
            waiting.release();
        }
    }

    /** Reads the set now, unless a reading is under way: then that one counts. */
    synchronized CompletableFuture<KeyState> read() {
        if (flight.isPresent()) {
            return flight.get();
        }
        var mine = new CompletableFuture<KeyState>();
        flight = Optional.of(mine);
        var unused = loader.load().whenComplete((outcome, fault) -> {
            if (fault == null) {
                land(outcome);
            } else {
                land(TokenRefusals.refused(Reason.PROVIDER_UNREACHABLE, "reading the key set failed: " + fault));
            }
            mine.complete(state);
        });
        return mine;
    }

    private synchronized void land(Outcome<KeySetReading> outcome) {
        KeyState before = state;
        state = before.after(outcome, clock.instant());
        flight = Optional.empty();
        tell(before, state);
    }

    private synchronized CompletableFuture<KeyState> demand() {
        if (flight.isPresent()) {
            return flight.get();
        }
        Instant now = clock.instant();
        if (now.isBefore(nextDemand)) {
            return CompletableFuture.completedFuture(state);
        }
        nextDemand = now.plus(BETWEEN_DEMANDS);
        return read();
    }

    /** Where the newest attempt failed and the key is known, the last good set serves and nobody waits. */
    private boolean cannotAnswer(KeyState known, TokenHeader header) {
        Optional<KeySet> keys = known.believed(clock.instant(), settings.keys().maxStale());
        if (keys.isEmpty() || !keys.get().knows(header)) {
            return true;
        }
        return known.problem().isEmpty() && known.isOlderThan(settings.keys().refresh(), clock.instant());
    }

    private Outcome<VerificationKey> choose(KeyState known, TokenHeader header) {
        Optional<KeySet> keys = known.believed(clock.instant(), settings.keys().maxStale());
        if (keys.isEmpty()) {
            return nothingBelieved(known);
        }
        if (!keys.get().knows(header) && known.problem().isPresent()) {
            return TokenRefusals.refused(
                    Reason.PROVIDER_UNREACHABLE,
                    "key " + AuditText.quote(header.keyId().orElse(""))
                            + " is not in the last good set, and a newer one cannot be had: "
                            + known.problem().get().auditDetail());
        }
        return keys.get().choose(header);
    }

    private static <T> Outcome<T> nothingBelieved(KeyState known) {
        return known.problem()
                .<Outcome<T>>map(Outcome::refused)
                .orElseGet(() -> TokenRefusals.refused(
                        Reason.PROVIDER_UNREACHABLE, "the key set is older than it may be and was not read again"));
    }

    private static <T> Optional<T> await(CompletableFuture<T> reading) {
        try {
            return Optional.of(reading.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        }
    }

    /** Tells changes only: a provider that stays down is not told every minute. */
    private void tell(KeyState before, KeyState after) {
        if (after.problem().isPresent() && !after.problem().equals(before.problem())) {
            LOG.warn(
                    "keys of {} could not be read: {}",
                    settings.issuer(),
                    after.problem().get().auditDetail());
        }
        Optional<String> left = after.good().map(KeySetReading::summary);
        if (left.filter(summary -> !summary.isEmpty()).isPresent()
                && !left.equals(before.good().map(KeySetReading::summary))) {
            LOG.warn("keys of {} left out: {}", settings.issuer(), left.get());
        }
    }
}
