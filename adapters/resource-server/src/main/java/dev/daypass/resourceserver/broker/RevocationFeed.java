package dev.daypass.resourceserver.broker;

import dev.daypass.resourceserver.outcome.Reason;
import dev.daypass.resourceserver.outcome.Refusal;
import dev.daypass.resourceserver.settings.BrokerSettings;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Follows the broker's revocations by long polling, on a daemon thread of its own: the broker holds each answer until
 * there is news, so that a revocation is known here as soon as it is made.
 *
 * <p>INVARIANT: where the feed has been silent for longer than the settings allow, every token is refused.
 *
 * <p>Safe for several threads.
 */
public final class RevocationFeed implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(RevocationFeed.class.getName());
    private static final int MOST_BYTES = 64 << 20;
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** Between the beginnings of two polls: a broker that does not hold its answers is not asked without end. */
    private static final Duration BETWEEN = Duration.ofMillis(400);

    private final BrokerClient broker;
    private final IssuerKeys keys;
    private final BrokerSettings.Feed settings;
    private final Clock clock;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch first = new CountDownLatch(1);
    private final AtomicLong generation = new AtomicLong();
    private final BrokerClient.Bounds bounds;
    private final Thread thread;
    private volatile State state = new State(Revocations.none(), Instant.MIN);
    private Optional<String> tag = Optional.empty();
    private boolean told = false;

    /** @param keys kept fresh on the way */
    public RevocationFeed(BrokerClient broker, IssuerKeys keys, BrokerSettings.Feed settings, Clock clock) {
        this.broker = broker;
        this.keys = keys;
        this.settings = settings;
        this.clock = clock;
        this.bounds = new BrokerClient.Bounds(MOST_BYTES, settings.hold().plus(GRACE));
        this.thread = new Thread(this::follow, "daypass-revocations");
        this.thread.setDaemon(true);
    }

    private record State(Revocations revocations, Instant heardAt) {}

    public void start() {
        thread.start();
    }

    /** Whether the feed has answered recently enough. */
    public boolean isHeard() {
        return isHeard(state);
    }

    /** Counts upwards whenever a revocation comes: what was decided before need not hold any more. */
    public long generation() {
        return generation.get();
    }

    /**
     * Why a session may not be served, if so.
     *
     * @param hashes what would be listed if it were ended
     * @param born when the first session of its chain began
     */
    public Optional<Refusal> refusal(List<String> hashes, Instant born) {
        State known = state;
        if (!isHeard(known)) {
            return Optional.of(new Refusal(
                    Reason.REVOCATIONS_UNAVAILABLE,
                    "the revocation feed has been silent for longer than " + settings.silence()));
        }
        return known.revocations().end(hashes, born)
                ? Optional.of(new Refusal(Reason.SESSION_REVOKED, "X10: the session was revoked"))
                : Optional.empty();
    }

    /** Waits until the feed has answered once. */
    public boolean awaitFirst(Duration patience) {
        try {
            return first.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A clock that was set back must not make an old answer look new. */
    private boolean isHeard(State known) {
        return !known.heardAt().equals(Instant.MIN)
                && Duration.between(known.heardAt(), clock.instant()).abs().compareTo(settings.silence()) <= 0;
    }

    private void follow() {
        boolean open = true;
        while (open) {
            long begun = System.nanoTime();
            tell(poll());
            open = !closedWithin(BETWEEN.minusNanos(System.nanoTime() - begun));
        }
    }

    /** Asks once; what went wrong, if anything did. Whatever it is, the thread goes on. */
    private Optional<String> poll() {
        try {
            keys.keepFresh();
            Optional<BrokerClient.Answer> answer = BrokerClient.await(broker.send(request(), bounds));
            Optional<String> problem = answer.isEmpty() ? Optional.of("no answer") : take(answer.get());
            if (problem.isEmpty()) {
                state = new State(state.revocations(), clock.instant());
                first.countDown();
            }
            return problem;
        } catch (RuntimeException fault) {
            return Optional.of(fault.getClass().getSimpleName());
        }
    }

    /** The first answer is wanted at once. */
    private HttpRequest request() {
        long seconds = first.getCount() > 0 ? 0 : settings.hold().toSeconds();
        HttpRequest.Builder request = HttpRequest.newBuilder(broker.at("/oauth/revocations?wait=" + seconds))
                .header("Accept", "application/json");
        tag.ifPresent(known -> request.header("If-None-Match", known));
        return request.build();
    }

    /** What is wrong with the answer, if anything. */
    private Optional<String> take(BrokerClient.Answer answer) {
        if (answer.status() == 304 && tag.isPresent()) {
            return Optional.empty();
        }
        if (answer.status() != 200) {
            return Optional.of("status " + answer.status());
        }
        return Revocations.read(answer.body())
                .fold(
                        newer -> {
                            take(newer);
                            tag = answer.tag();
                            return Optional.empty();
                        },
                        refusal -> Optional.of(refusal.detail()));
    }

    private void take(Revocations newer) {
        Revocations before = state.revocations();
        Revocations after = before.and(newer, clock.instant());
        state = new State(after, state.heardAt());
        // After the state: who reads the new number must find the new revocations.
        if (!after.equals(before)) {
            generation.incrementAndGet();
        }
    }

    /** Tells changes only. */
    private void tell(Optional<String> problem) {
        if (problem.isPresent() && !told && closing.getCount() > 0) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the revocation feed does not answer ({0}); sessions are refused after {1} of silence",
                    problem.get(),
                    settings.silence());
        } else if (problem.isEmpty() && told) {
            LOG.log(System.Logger.Level.INFO, "the revocation feed answers again");
        }
        told = problem.isPresent();
    }

    private boolean closedWithin(Duration rest) {
        try {
            return closing.await(Math.max(0, rest.toNanos()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    @Override
    public void close() {
        closing.countDown();
        thread.interrupt();
    }
}
