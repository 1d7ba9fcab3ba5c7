package dev.daypass.adapters.store.audit;

import dev.daypass.adapters.store.gather.Gathering;
import dev.daypass.core.audit.AuditArchive;
import dev.daypass.core.audit.AuditChain;
import dev.daypass.core.audit.AuditEntry;
import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditHead;
import dev.daypass.core.audit.AuditSeal;
import dev.daypass.core.audit.AuditSearch;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.audit.AuditVerification;
import dev.daypass.core.outcome.UnavailableException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The audit sink: chains what comes together and writes it to every place, durably, before any of its callers goes on.
 *
 * <p>If a place fails, all callers of the batch are told so and nothing may be granted; the next batch first brings the
 * places to agree again. The chain goes on across restarts. Safe for several threads.
 */
public final class AuditJournal implements AuditSink, AuditArchive, AutoCloseable {
    private static final int MOST = 256;

    private final String node;
    private final AuditSeal seal;
    private final AuditChain chain;
    private final List<AuditPlace> places;
    private final Agreement agreement;
    private final Gathering<AuditEvent, Boolean> appends = new Gathering<>(MOST, this::write);
    private volatile AuditHead head;
    /** Whether every place is known to stand at the head; guarded by the gathering. */
    private boolean agreed;

    /**
     * Goes on with the node's chain.
     *
     * @param node this broker's name, stable over restarts and its own among brokers on one database
     * @param places in the order of writing; at least one
     */
    public AuditJournal(String node, AuditSeal seal, List<AuditPlace> places) {
        if (!AuditChain.isNodeName(node)) {
            throw new UnavailableException(
                    "the node name `" + node + "` cannot stand in the audit: use 1 to 64 of A-Z a-z 0-9 . _ -");
        }
        this.node = node;
        this.seal = seal;
        this.chain = new AuditChain(seal);
        this.places = List.copyOf(places);
        this.agreement = new Agreement(node, MOST);
        this.head = agreement.reach(this.places);
        this.agreed = true;
    }

    @Override
    public void append(AuditEvent event) {
        appends.submit(event);
    }

    private List<Boolean> write(List<AuditEvent> batch) {
        if (!agreed) {
            head = agreement.reach(places);
        }
        agreed = false;
        List<AuditEntry> entries = chain.extend(head, batch);
        places.forEach(place -> place.append(entries));
        head = entries.get(entries.size() - 1).head();
        agreed = true;
        return Collections.nCopies(batch.size(), true);
    }

    /** Where the chain stands; an operator may note it elsewhere and verify against it later. */
    public AuditHead head() {
        return head;
    }

    /** The newest lines, oldest of them first. */
    public List<String> tail(int most) {
        return places.get(0).tail(most);
    }

    /** Looked up in the first place: the table, or memory. */
    @Override
    public List<String> newest(AuditSearch search) {
        return places.get(0).newest(search);
    }

    /**
     * Verifies this node's chain in every place, each against the others.
     *
     * @param known heads that somebody noted elsewhere
     * @return the report of each place by its name
     */
    public Map<String, AuditVerification.Report> verify(List<AuditHead> known) {
        AuditHead end = head;
        var witnesses = new ArrayList<AuditHead>(List.of(end));
        known.stream().filter(noted -> noted.node().equals(node)).forEach(witnesses::add);
        places.stream()
                .flatMap(place -> place.witness().stream())
                .filter(witness -> witness.sequence() <= end.sequence())
                .forEach(witnesses::add);
        var reports = new LinkedHashMap<String, AuditVerification.Report>();
        places.forEach(place -> reports.put(place.name(), verify(place, end, witnesses)));
        return reports;
    }

    /** What is written behind {@code end} meanwhile may be half a batch and is left out. */
    private AuditVerification.Report verify(AuditPlace place, AuditHead end, List<AuditHead> witnesses) {
        var verification = new AuditVerification(seal, witnesses);
        place.forEachAfter(0, line -> {
            if (AuditEntry.parse(line)
                    .map(entry -> entry.sequence() <= end.sequence())
                    .orElse(true)) {
                verification.accept(line);
            }
        });
        return verification.finish(sequence -> places.stream()
                .filter(other -> other != place)
                .flatMap(other -> other.headAt(sequence).stream())
                .findFirst());
    }

    @Override
    public void close() {
        places.forEach(AuditPlace::close);
    }
}
