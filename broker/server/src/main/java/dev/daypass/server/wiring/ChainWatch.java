package dev.daypass.server.wiring;

import dev.daypass.adapters.store.audit.AuditJournal;
import dev.daypass.core.administration.ChainStates;
import dev.daypass.core.outcome.UnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the audit's chain holds, found out in the background when somebody wants to know and it was not found out lately:
 * a long chain takes a while to read. Safe for several threads.
 */
final class ChainWatch implements ChainStates {
    private static final Logger LOG = LoggerFactory.getLogger(ChainWatch.class);
    private static final Duration LASTS = Duration.ofMinutes(10);

    private final AuditJournal journal;
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile State last = new State(Optional.empty(), List.of());

    ChainWatch(AuditJournal journal) {
        this.journal = journal;
    }

    @Override
    public State at(Instant now) {
        State known = last;
        boolean stale =
                known.checkedAt().map(at -> at.plus(LASTS).isBefore(now)).orElse(true);
        if (stale && looking.compareAndSet(false, true)) {
            // On a thread of its own: nothing else shall wait for it.
            var thread = new Thread(() -> look(now), "audit-verification");
            thread.setDaemon(true);
            thread.start();
        }
        return last;
    }

    private void look(Instant now) {
        try {
            List<Place> places = journal.verify(List.of()).entrySet().stream()
                    .map(report -> new Place(
                            report.getKey(),
                            report.getValue().entries(),
                            report.getValue().fault().map(fault -> fault.message())))
                    .toList();
            last = new State(Optional.of(now), places);
        } catch (UnavailableException e) {
            LOG.warn("the audit could not be verified; it is tried again when somebody asks", e);
        } finally {
            looking.set(false);
        }
    }
}
