package dev.daypass.server.wiring;

import dev.daypass.adapters.store.audit.AuditJournal;
import dev.daypass.core.administration.ChainStates;
import dev.daypass.core.audit.AuditArchive;
import dev.daypass.core.explain.Explainer;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.server.admin.Operations;
import java.util.List;

/** What the admin API has done outside the core. */
final class AdminOperations {
    private final Reloading reloading;
    private final KeyRotation rotation;
    private final AuditJournal journal;
    private final ChainStates chain;
    private final Explainer explainer;

    AdminOperations(
            Reloading reloading, KeyRotation rotation, AuditJournal journal, ChainStates chain, Explainer explainer) {
        this.chain = chain;
        this.reloading = reloading;
        this.rotation = rotation;
        this.journal = journal;
        this.explainer = explainer;
    }

    Explainer explainer() {
        return explainer;
    }

    Outcome<Object> reload(String by, RequestContext context) {
        return reloading.reload(context.facts().put("by", by));
    }

    Outcome<Operations.Rotated> rotateKeys(String by, RequestContext context) {
        return Outcome.granted(rotation.rotate(by, context));
    }

    AuditArchive archive() {
        return journal;
    }

    ChainStates chain() {
        return chain;
    }

    List<String> auditTail(int most) {
        return journal.tail(most);
    }
}
