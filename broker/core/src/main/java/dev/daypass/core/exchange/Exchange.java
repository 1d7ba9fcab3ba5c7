package dev.daypass.core.exchange;

import dev.daypass.core.arn.Arn;
import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditFacts;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.decision.SessionReach;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.role.Role;
import dev.daypass.core.session.SessionStore;
import dev.daypass.core.signin.Caller;
import dev.daypass.core.snapshot.RequestContext;
import java.util.Optional;

/**
 * The heart: a caller asks for a role and gets a scoped, temporary session, or a reasoned refusal.
 *
 * <p>Every face goes through {@link #assume}. Safe for several threads.
 */
public final class Exchange {
    private final Entitling entitling = new Entitling();
    private final Planning planning = new Planning();
    private final TrustGate trustGate = new TrustGate();
    private final Issuing issuing;
    private final SessionStore sessions;
    private final AuditSink audit;

    public Exchange(Issuing issuing, SessionStore sessions, AuditSink audit) {
        this.issuing = issuing;
        this.sessions = sessions;
        this.audit = audit;
    }

    /**
     * Walks a caller through rules, plan, trust and limits to a session.
     *
     * <p>Credentials leave only when the audit entry and the session record are durable; a fault there is an {@link
     * dev.daypass.core.outcome.UnavailableException} and nothing is granted.
     */
    public Outcome<IssuedSession> assume(Caller caller, SessionRequest asked, RequestContext request) {
        AuditFacts facts = AssumptionFacts.begin(caller, asked, request);
        Outcome<IssuedSession> outcome = SessionReach.mayCall("AssumeRole", caller)
                .then(able -> enabledRole(caller, asked, request))
                .then(Exchange::externalIdHasItsForm)
                .then(entitling::entitle)
                .then(planning::plan)
                .then(trustGate::check)
                .then(trusted -> Lifetime.of(trusted.planned().entitled())
                        .then(span -> issuing.issue(trusted.planned(), span))
                        .map(issued -> AssumptionFacts.tell(issued, trusted, facts)));
        audit.append(outcome.fold(
                issued -> facts.granted(AuditEvent.Kind.ASSUME_ROLE),
                refusal -> facts.refused(AuditEvent.Kind.ASSUME_ROLE, refusal)));
        outcome.value().map(issued -> issued.session().record()).ifPresent(sessions::save);
        return outcome;
    }

    private static Outcome<Ask> enabledRole(Caller caller, SessionRequest asked, RequestContext request) {
        Optional<Role> role = Arn.parse(asked.roleArn()).flatMap(request.snapshot()::role);
        if (role.isEmpty()) {
            return Refusals.notAuthorized(
                    caller, asked, request.snapshot(), Reason.ROLE_UNKNOWN, "T34: no role of this ARN");
        }
        return role.get().enabled()
                ? Outcome.granted(new Ask(caller, asked, role.get(), request))
                : Refusals.notAuthorized(
                        caller, asked, request.snapshot(), Reason.ROLE_DISABLED, "T24: the role is disabled");
    }

    private static Outcome<Ask> externalIdHasItsForm(Ask ask) {
        return ask.request()
                .externalId()
                .filter(id -> !SessionText.isExternalId(id))
                .<Outcome<Ask>>map(odd -> Outcome.refused(
                        Reason.PARAMETER_INVALID,
                        "The external id must have 2 to 1224 letters, digits or _+=,.@:/-",
                        "T01: the external id is not of its form"))
                .orElseGet(() -> Outcome.granted(ask));
    }
}
