package dev.daypass.server.wiring;

import dev.daypass.adapters.store.audit.AuditJournal;
import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.explain.Explainer;
import dev.daypass.core.keys.LiveKeys;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.snapshot.RequestContext;
import java.util.List;

/** What the admin API has done outside the core. */
final class AdminOperations {
    private final Reloading reloading;
    private final LiveKeys keys;
    private final AuditJournal journal;
    private final AuditSink audit;
    private final Explainer explainer;

    AdminOperations(Reloading reloading, LiveKeys keys, AuditJournal journal, AuditSink audit, Explainer explainer) {
        this.reloading = reloading;
        this.keys = keys;
        this.journal = journal;
        this.audit = audit;
        this.explainer = explainer;
    }

    Explainer explainer() {
        return explainer;
    }

    Outcome<Object> reload(String by, RequestContext context) {
        return reloading.reload(context.facts().put("by", by));
    }

    /** Told before it is done: a rotation that nobody can read of does not happen. */
    Outcome<Integer> rotateKeys(String by, RequestContext context) {
        audit.append(context.facts().put("by", by).granted(AuditEvent.Kind.KEY_ROTATION));
        return Outcome.granted(keys.rotate());
    }

    List<String> auditTail(int most) {
        return journal.tail(most);
    }
}
