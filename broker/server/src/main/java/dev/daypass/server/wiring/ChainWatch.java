package dev.daypass.server.wiring;

import dev.daypass.core.administration.ChainStates;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the audit's chains hold, found out in the background when somebody wants to know and it was not found out lately:
 * a long chain takes a while to read. After a look there is a pause as long as it took, of ten minutes at least. A look that
 * fails is told as such, and the next one waits, twice as long each time. Safe for several threads.
 */
final class ChainWatch implements ChainStates {
    private static final Logger LOG = LoggerFactory.getLogger(ChainWatch.class);
    private static final Duration LASTS = Duration.ofMinutes(10);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(15);

    private final Supplier<List<Place>> verification;
    private final Executor background;
    private final InstantSource clock;
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile Known known = new Known(State.unknown(), Instant.MIN, FIRST_WAIT);

    /**
     * What came of the last look.
     *
     * @param next when the next one may begin
     * @param patience how long it waits after a failure
     */
    private record Known(State state, Instant next, Duration patience) {}

    /**
     * @param verification reads every chain, which takes a while
     * @param background runs it
     * @param clock tells when it has done so
     */
    ChainWatch(Supplier<List<Place>> verification, Executor background, InstantSource clock) {
        this.verification = verification;
        this.background = background;
        this.clock = clock;
    }

    /** Each look has a thread of its own: nothing else shall wait for it. */
    static Executor threads() {
        return look -> {
            var thread = new Thread(look, "audit-verification");
            thread.setDaemon(true);
            thread.start();
        };
    }

    @Override
    public State at(Instant now) {
        if (!now.isBefore(known.next()) && looking.compareAndSet(false, true)) {
            begin(now);
        }
        return known.state();
    }

    private void begin(Instant now) {
        try {
            background.execute(() -> look(now));
        } catch (RuntimeException | Error e) {
            // No thread is to be had.
            failed(now, e);
            looking.set(false);
        }
    }

    private void look(Instant now) {
        try {
            var state = new State(Optional.of(now), verification.get(), Optional.empty());
            Instant end = clock.instant();
            known = new Known(state, end.plus(longer(LASTS, Duration.between(now, end))), FIRST_WAIT);
        } catch (RuntimeException | Error e) {
            failed(clock.instant(), e);
        } finally {
            looking.set(false);
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    /** What was known before stays known. */
    private void failed(Instant now, Throwable cause) {
        Known before = known;
        Instant again = now.plus(before.patience());
        Duration patience = before.patience().multipliedBy(2);
        known = new Known(
                new State(before.state().checkedAt(), before.state().places(), Optional.of(new Failure(now, again))),
                again,
                patience.compareTo(LASTS) < 0 ? patience : LASTS);
        LOG.error("the audit could not be verified; it is tried again when somebody asks after {}", again, cause);
    }
}
