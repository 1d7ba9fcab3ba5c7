package dev.daypass.core.exchange;

import dev.daypass.core.audit.AuditFacts;
import dev.daypass.core.decision.CallerView;
import dev.daypass.core.policy.StatementRef;
import dev.daypass.core.session.ClientMarks;
import dev.daypass.core.session.Session;
import dev.daypass.core.signin.Caller;
import dev.daypass.core.snapshot.RequestContext;
import java.util.List;

/** What the audit is told of an assumption. */
final class AssumptionFacts {
    private AssumptionFacts() {}

    static AuditFacts begin(Caller caller, SessionRequest asked, RequestContext request) {
        AuditFacts facts = request.facts()
                .put("action", asked.action().iamName())
                .put("caller", CallerView.of(caller, request.snapshot()).arn())
                .put("role", asked.roleArn());
        asked.marks().getOrDefault(ClientMarks.CLIENT, List.of()).forEach(client -> facts.put("client", client));
        asked.statedReason().ifPresent(why -> facts.put("statedReason", why));
        if (caller instanceof Caller.Federated federated) {
            facts.put("provider", federated.identity().provider().name())
                    .put("subject", federated.identity().subject().value())
                    .put("proofId", federated.identity().proofId());
        }
        return facts;
    }

    /** Adds what was issued and what decided it; hands the session through. */
    static IssuedSession tell(IssuedSession issued, Trusted trusted, AuditFacts facts) {
        Session session = issued.session();
        facts.put("session", session.id())
                .put("sessionName", session.labels().name())
                .put("expiresAt", session.expiresAt().toString())
                .put("rules", trusted.planned().entitled().rules())
                .put(
                        "statements",
                        trusted.trust().deciding().stream()
                                .map(StatementRef::toString)
                                .toList())
                .put("tags", session.labels().tags().keySet())
                .put("sourceIdentity", session.labels().sourceIdentity())
                .put("chainedFrom", session.lineage().ancestorIds());
        return issued;
    }
}
