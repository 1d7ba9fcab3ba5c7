package dev.daypass.server.wiring;

import dev.daypass.core.exchange.Reassessment;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.outcome.UnavailableException;
import dev.daypass.server.ops.DirectoryLooks;
import dev.daypass.server.ops.Health;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The looks at one directory: when the next is due, where the last whole one stood, and how old that is. */
final class DirectoryWatch {
    private static final Logger LOG = LoggerFactory.getLogger(DirectoryWatch.class);
    private static final Duration LONGEST_WAIT_AFTER_FAILURE = Duration.ofSeconds(15);

    private final ProviderId provider;
    private final DirectoryLooks meters;
    private Optional<Reassessment.Progress> progress = Optional.empty();
    private Duration freshness = Duration.ZERO;
    private boolean looking;
    private boolean failed;
    /** In nanoseconds of the monotonic clock, as all below. */
    private long begun;

    private long whole;
    private int subjects;

    /**
     * @param now nanoseconds of the monotonic clock: what was before counts as looked at
     */
    DirectoryWatch(ProviderId provider, DirectoryLooks meters, long now) {
        this.provider = provider;
        this.meters = meters;
        this.begun = now;
        this.whole = now;
    }

    /** Whether a look begins now; {@code true} must be followed by {@link #look}. */
    synchronized boolean begins(Duration asked, long now) {
        freshness = asked;
        if (looking || now - begun < pause().toNanos()) {
            return false;
        }
        looking = true;
        begun = now;
        return true;
    }

    /** A fifth of the time is for the look itself, and for what its revocations take to reach other nodes. */
    private Duration pause() {
        Duration pause = freshness.multipliedBy(4).dividedBy(5);
        return failed && pause.compareTo(LONGEST_WAIT_AFTER_FAILURE) > 0 ? LONGEST_WAIT_AFTER_FAILURE : pause;
    }

    /** Looks; a failure is told and leaves everything as it was. */
    void look(Function<Optional<Reassessment.Progress>, Reassessment.Looked> reassess) {
        Optional<Reassessment.Progress> before;
        synchronized (this) {
            before = progress;
        }
        try {
            whole(reassess.apply(before));
            meters.whole(provider.name());
        } catch (UnavailableException e) {
            failed(e, "does not answer");
        } catch (RuntimeException e) {
            failed(e, "could not be looked at");
        } finally {
            over();
        }
    }

    /** However it ended, an error included: or no look would ever begin again. */
    private synchronized void over() {
        looking = false;
    }

    private synchronized void whole(Reassessment.Looked looked) {
        if (failed) {
            LOG.info("directory `{}` is looked at again", provider);
        }
        meters.ended(provider.name(), looked.ended());
        progress = looked.progress();
        subjects = looked.subjects();
        whole = begun;
        failed = false;
    }

    private synchronized void failed(RuntimeException e, String what) {
        if (!failed) {
            LOG.warn("directory `{}` {}; its people's sessions stay as they are until it does", provider, what, e);
        }
        meters.failed(provider.name());
        failed = true;
    }

    /** How long ago the last whole look began, or watching did. */
    synchronized Duration age(long now) {
        return Duration.ofNanos(now - whole);
    }

    synchronized Health.Check check(long now) {
        String name = "freshness " + provider;
        long seconds = age(now).toSeconds();
        if (failed) {
            return Health.Check.warning(name, "the last look failed; what is known is " + seconds + " s old");
        }
        return age(now).compareTo(freshness.multipliedBy(2)) > 0
                ? Health.Check.warning(name, "a look takes long; what is known is " + seconds + " s old")
                : Health.Check.up(name, subjects + " people looked at, " + seconds + " s ago");
    }
}
