package dev.daypass.adapters.store.audit;

import dev.daypass.core.audit.AuditEntry;
import dev.daypass.core.audit.AuditHead;
import dev.daypass.core.outcome.UnavailableException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the places of a chain to agree: what one of them has and another lacks, after a crash or a failure in between,
 * is copied. Places that contradict each other are a fault, since somebody has changed one of them.
 */
final class Agreement {
    private static final Logger LOG = LoggerFactory.getLogger(Agreement.class);
    private static final int COPIED_AT_ONCE = 500;

    private final String node;
    private final int batch;

    /**
     * For one node's chain.
     *
     * @param batch how many entries a crash can leave in one place and not in another
     */
    Agreement(String node, int batch) {
        this.node = node;
        this.batch = batch;
    }

    /** Where the chain stands once all places agree. */
    AuditHead reach(List<AuditPlace> places) {
        var ends = new ArrayList<End>();
        places.forEach(place -> ends.add(new End(place, place.last())));
        ends.forEach(this::checkNode);
        ends.forEach(Agreement::checkWitness);
        End leader = ends.stream().max(Comparator.comparingLong(End::sequence)).orElseThrow();
        ends.forEach(end -> follow(end, leader));
        return leader.last.map(AuditEntry::head).orElse(AuditHead.start(node));
    }

    private record End(AuditPlace place, Optional<AuditEntry> last) {
        long sequence() {
            return last.map(AuditEntry::sequence).orElse(0L);
        }
    }

    private void checkNode(End end) {
        if (end.last.isPresent() && !end.last.get().head().node().equals(node)) {
            throw new UnavailableException("the audit " + end.place.name() + " is that of node `"
                    + end.last.get().head().node() + "`: give node `" + node + "` another one");
        }
    }

    private static void checkWitness(End end) {
        Optional<AuditHead> witness = end.place.witness();
        if (witness.isPresent() && witness.get().sequence() > end.sequence()) {
            throw new UnavailableException("the audit " + end.place.name() + " ends at entry " + end.sequence()
                    + ", but entry " + witness.get().sequence() + " is known to have been written: it was cut or rolled"
                    + " back. Put it back, or move it away together with its head file");
        }
    }

    private void follow(End end, End leader) {
        if (end.last.isEmpty() && leader.sequence() > batch) {
            LOG.warn("the audit {} is new and begins behind entry {}", end.place.name(), leader.sequence());
            return;
        }
        if (end.sequence() == leader.sequence()) {
            if (!end.last.map(AuditEntry::head).equals(leader.last.map(AuditEntry::head))) {
                throw contradiction(end, leader, end.sequence());
            }
            return;
        }
        if (leader.sequence() - end.sequence() > batch) {
            LOG.warn(
                    "the audit {} lacks {} entries and gets them from the {}",
                    end.place.name(),
                    leader.sequence() - end.sequence(),
                    leader.place.name());
        }
        copy(end, leader);
    }

    private void copy(End end, End leader) {
        var waiting = new ArrayList<AuditEntry>();
        var before = new ArrayList<>(List.of(end.last.map(AuditEntry::head).orElse(AuditHead.start(node))));
        leader.place.forEachAfter(end.sequence(), line -> {
            AuditEntry entry = AuditEntry.parse(line)
                    .filter(AuditEntry::holds)
                    .filter(read -> read.previous().equals(before.get(0).hash()))
                    .orElseThrow(() -> contradiction(end, leader, before.get(0).sequence() + 1));
            before.set(0, entry.head());
            waiting.add(entry);
            if (waiting.size() == COPIED_AT_ONCE) {
                end.place.append(List.copyOf(waiting));
                waiting.clear();
            }
        });
        if (!waiting.isEmpty()) {
            end.place.append(waiting);
        }
    }

    private static UnavailableException contradiction(End end, End leader, long sequence) {
        return new UnavailableException("the audit " + end.place.name() + " and the audit " + leader.place.name()
                + " disagree about entry " + sequence + ": one of them was changed. Verify both before going on");
    }
}
