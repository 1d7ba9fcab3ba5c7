package dev.daypass.resourceserver.broker;

import dev.daypass.resourceserver.jose.JoseHeader;
import dev.daypass.resourceserver.jose.KeySet;
import dev.daypass.resourceserver.jose.VerificationKey;
import dev.daypass.resourceserver.json.JsonReader;
import dev.daypass.resourceserver.json.JsonValue;
import dev.daypass.resourceserver.outcome.Outcome;
import dev.daypass.resourceserver.outcome.Reason;
import dev.daypass.resourceserver.settings.BrokerSettings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The broker's keys over time. {@link #keepFresh} reads them again when they are due; a request does so only where the
 * set cannot answer it (no set, a key it does not know), at most once in a while, all requests sharing one reading.
 *
 * <p>Safe for several threads.
 */
public final class IssuerKeys {
    private static final System.Logger LOG = System.getLogger(IssuerKeys.class.getName());
    private static final BrokerClient.Bounds BOUNDS = new BrokerClient.Bounds(512 * 1024, Duration.ofSeconds(10));
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration RETRY = Duration.ofSeconds(5);

    /** A slow broker and a flood of unknown keys must not take every thread there is. */
    private static final int MAX_WAITING = 16;

    private final BrokerClient broker;
    private final String issuer;
    private final BrokerSettings.Keys settings;
    private final Clock clock;
    private final Semaphore waiting = new Semaphore(MAX_WAITING);
    private volatile State state = new State(Optional.empty(), Instant.MIN, Instant.MIN, Optional.empty());
    private Optional<CompletableFuture<State>> flight = Optional.empty();
    private Instant nextDemand = Instant.MIN;

    public IssuerKeys(BrokerClient broker, String issuer, BrokerSettings.Keys settings, Clock clock) {
        this.broker = broker;
        this.issuer = issuer;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * What is known.
     *
     * @param good the last good set, read at {@code readAt}
     * @param triedAt the newest attempt's end
     * @param problem what was wrong with the newest attempt
     */
    private record State(Optional<KeySet> good, Instant readAt, Instant triedAt, Optional<String> problem) {
        Optional<KeySet> believed(Instant now, Duration maxStale) {
            return good.filter(set -> !now.isAfter(readAt.plus(maxStale)));
        }
    }

    /** Whether there is a set that is believed. */
    public boolean areKnown() {
        return believed().isPresent();
    }

    /** Waits for the first reading; false if it brought no set that is believed. */
    public boolean awaitFirst(Duration patience) {
        return await(flight(), patience).isPresent() && areKnown();
    }

    private synchronized CompletableFuture<State> flight() {
        return flight.orElseGet(() -> CompletableFuture.completedFuture(state));
    }

    /** Reads the set again if it is due. Returns at once. */
    public void keepFresh() {
        Instant now = clock.instant();
        State known = state;
        Duration rest = known.problem().isPresent() ? RETRY : settings.refresh();
        if (known.triedAt().equals(Instant.MIN) || now.isAfter(known.triedAt().plus(rest))) {
            var unused = read();
        }
    }

    /** The key that a token's header means. Waits two seconds at most. */
    public Outcome<VerificationKey> choose(JoseHeader header) {
        Optional<KeySet> known = believed();
        if (known.filter(set -> set.knows(header)).isPresent()) {
            return known.get().choose(header);
        }
        if (!waiting.tryAcquire()) {
            return unavailable("J07: " + MAX_WAITING + " requests wait for the key set already");
        }
        try {
            return choose(await(demand(), PATIENCE), header);
        } finally {
            waiting.release();
        }
    }

    private Optional<KeySet> believed() {
        return state.believed(clock.instant(), settings.maxStale());
    }

    private Outcome<VerificationKey> choose(Optional<State> read, JoseHeader header) {
        if (read.isEmpty()) {
            return unavailable("the key set did not come within " + PATIENCE);
        }
        Optional<KeySet> keys = read.get().believed(clock.instant(), settings.maxStale());
        if (keys.isEmpty()) {
            return unavailable("no key set: " + read.get().problem().orElse("it is older than it may be"));
        }
        if (!keys.get().knows(header) && read.get().problem().isPresent()) {
            return unavailable("the key is not in the last good set, and a newer one cannot be had: "
                    + read.get().problem().get());
        }
        return keys.get().choose(header);
    }

    private synchronized CompletableFuture<State> demand() {
        if (flight.isPresent()) {
            return flight.get();
        }
        Instant now = clock.instant();
        if (now.isBefore(nextDemand)) {
            return CompletableFuture.completedFuture(state);
        }
        nextDemand = now.plus(settings.betweenDemands());
        return read();
    }

    /** Reads the set now, unless a reading is under way: then that one counts. */
    private synchronized CompletableFuture<State> read() {
        if (flight.isPresent()) {
            return flight.get();
        }
        var mine = new CompletableFuture<State>();
        flight = Optional.of(mine);
        var unused = load().whenComplete((outcome, fault) -> {
            land(fault == null ? outcome : Outcome.refused(Reason.KEYS_UNAVAILABLE, "reading the key set failed"));
            mine.complete(state);
        });
        return mine;
    }

    private synchronized void land(Outcome<KeySet> outcome) {
        Instant now = clock.instant();
        State before = state;
        state = outcome.fold(
                set -> new State(Optional.of(set), now, now, Optional.empty()),
                refusal -> new State(before.good(), before.readAt(), now, Optional.of(refusal.detail())));
        flight = Optional.empty();
        if (state.problem().isPresent() && !state.problem().equals(before.problem())) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the broker''s keys could not be read: {0}",
                    state.problem().get());
        }
    }

    private CompletableFuture<Outcome<KeySet>> load() {
        return broker.document(broker.metadata(), BOUNDS)
                .thenApply(document -> document.then(this::keySetAddress))
                .thenCompose(address -> address.fold(
                        known -> broker.document(known, BOUNDS),
                        refusal -> CompletableFuture.completedFuture(Outcome.refused(refusal))))
                .thenApply(document -> document.then(KeySet::read));
    }

    /** RFC 8414 section 3.3: the document must name the issuer that was asked. */
    private Outcome<URI> keySetAddress(byte[] document) {
        Optional<JsonValue.Members> metadata =
                JsonReader.SMALL.object("metadata", document).value();
        if (metadata.flatMap(it -> it.text("issuer")).filter(issuer::equals).isEmpty()) {
            return Outcome.refused(Reason.KEYS_UNAVAILABLE, "O11: the metadata are another issuer's");
        }
        return metadata.flatMap(it -> it.text("jwks_uri"))
                .flatMap(broker::own)
                .map(Outcome::granted)
                .orElseGet(() ->
                        Outcome.refused(Reason.KEYS_UNAVAILABLE, "O11: `jwks_uri` is not at the issuer's address"));
    }

    private static Optional<State> await(CompletableFuture<State> reading, Duration patience) {
        try {
            return Optional.of(reading.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        }
    }

    private static Outcome<VerificationKey> unavailable(String detail) {
        return Outcome.refused(Reason.KEYS_UNAVAILABLE, detail);
    }
}
