package dev.daypass.server.wiring;

import dev.daypass.adapters.store.Store;
import dev.daypass.adapters.store.audit.AuditJournal;
import dev.daypass.adapters.store.audit.AuditPlace;
import dev.daypass.core.administration.ChainStates;
import dev.daypass.core.audit.AuditSeal;
import dev.daypass.core.audit.AuditVerification;
import dev.daypass.core.audit.AuditVerification.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Verifies the chains of all nodes that write to one store (security W31): this node's in every place, each against the
 * others, and those of the other nodes in the store. What others append meanwhile comes a whole batch at a time, and is part
 * of it or not.
 */
final class ChainVerification implements Supplier<List<ChainStates.Place>> {
    private final AuditJournal journal;
    private final String own;
    private final Store store;
    private final AuditSeal seal;

    /**
     * @param own the name of this node, whose chain the journal writes
     */
    ChainVerification(AuditJournal journal, String own, Store store, AuditSeal seal) {
        this.journal = journal;
        this.own = own;
        this.store = store;
        this.seal = seal;
    }

    @Override
    public List<ChainStates.Place> get() {
        List<ChainStates.Place> places = new ArrayList<>();
        for (Map.Entry<String, Report> report : journal.verify(List.of()).entrySet()) {
            places.add(place(own, report.getKey(), report.getValue()));
        }
        store.auditNodes().stream()
                .filter(node -> !node.equals(own))
                .map(node -> verified(node, store.auditTable(node)))
                .forEach(places::add);
        return places;
    }

    private ChainStates.Place verified(String node, AuditPlace table) {
        var verification = new AuditVerification(seal, List.of());
        table.forEachAfter(0, verification::accept);
        Report report = verification.finish();
        Optional<String> strange = report.head()
                .map(head -> head.node())
                .filter(name -> !name.equals(node))
                .map(name -> "the entries are those of node `" + name + "`");
        return strange.isPresent()
                ? new ChainStates.Place(node, table.name(), report.entries(), strange)
                : place(node, table.name(), report);
    }

    private static ChainStates.Place place(String node, String name, Report report) {
        return new ChainStates.Place(
                node, name, report.entries(), report.fault().map(fault -> fault.message()));
    }
}
