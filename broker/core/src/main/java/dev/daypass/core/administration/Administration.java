package dev.daypass.core.administration;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.decision.Decisions;
import dev.daypass.core.login.BrowserSession;
import dev.daypass.core.login.RoleOffer;
import dev.daypass.core.login.RoleOffers;
import dev.daypass.core.login.TakenRoles;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.policy.ConditionContext;
import dev.daypass.core.session.Session;
import dev.daypass.core.signin.Caller;
import dev.daypass.core.signin.SessionGate;
import dev.daypass.core.snapshot.RequestContext;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether somebody at a browser may administer. Asked anew at every request, so that a session that is ended, or a role that
 * loses a policy, gives nothing at once. Safe for several threads.
 */
public final class Administration {
    private final TakenRoles taken;
    private final SessionGate gate;
    private final Decisions decisions;
    private final RoleOffers offers = new RoleOffers();
    private final AuditSink audit;

    public Administration(TakenRoles taken, SessionGate gate, Decisions decisions, AuditSink audit) {
        this.taken = taken;
        this.gate = gate;
        this.decisions = decisions;
        this.audit = audit;
    }

    /**
     * Lets an action happen, or refuses with {@link Reason#CALLER_NOT_ALLOWED}; audited either way, once.
     *
     * @param me the browser that asks: no other one's role sessions count (security W14)
     */
    public Outcome<Administrator> allowed(BrowserSession me, AdminAction action, RequestContext request) {
        List<Session> live = live(me, request);
        Optional<Session> able =
                live.stream().filter(session -> may(session, action, request)).findFirst();
        return able.isPresent() ? decided(me, able.get(), action, request) : refused(me, live, action, request);
    }

    private Outcome<Administrator> decided(
            BrowserSession me, Session session, AdminAction action, RequestContext request) {
        return decisions
                .decide(
                        new Caller.SessionHolder(session),
                        action.iamName(),
                        resource(action, request),
                        ConditionContext.empty(),
                        request)
                .then(decision -> decision.allowed()
                        ? Outcome.granted(new Administrator(me, session))
                        : Outcome.refused(missing(action, decision.toString(), request)));
    }

    private Outcome<Administrator> refused(
            BrowserSession me, List<Session> live, AdminAction action, RequestContext request) {
        Refusal refusal = missing(
                action,
                "W14: none of the " + live.size() + " live role sessions taken in `" + me.handle() + "` allows "
                        + action.iamName(),
                request);
        audit.append(request.facts()
                .put("provider", me.identity().provider().name())
                .put("subject", me.identity().subject().value())
                .put("browserSession", me.handle())
                .put("action", action.iamName())
                .put("resource", resource(action, request))
                .refused(AuditEvent.Kind.AUTHORIZATION, refusal));
        return Outcome.refused(refusal);
    }

    private static Refusal missing(AdminAction action, String detail, RequestContext request) {
        return new Refusal(
                Reason.CALLER_NOT_ALLOWED,
                "No role that you have taken here allows " + action.iamName() + " on " + resource(action, request),
                detail);
    }

    /** What somebody may do now: for what is shown, asked again when it is done. Audits nothing. */
    public Set<AdminAction> abilities(BrowserSession me, RequestContext request) {
        Set<AdminAction> able = EnumSet.noneOf(AdminAction.class);
        for (Session session : live(me, request)) {
            for (AdminAction action : AdminAction.values()) {
                if (!able.contains(action) && may(session, action, request)) {
                    able.add(action);
                }
            }
        }
        return able;
    }

    /** The roles that somebody could take to do it. Audits nothing. */
    public List<RoleOffer> wouldAllow(BrowserSession me, AdminAction action, RequestContext request) {
        Caller.Federated caller = me.caller();
        return offers.of(caller, request).stream()
                .filter(offer -> offers.imagined(caller, offer.role(), request)
                        .filter(session -> may(session, action, request))
                        .isPresent())
                .toList();
    }

    private List<Session> live(BrowserSession me, RequestContext request) {
        return taken.of(me, request).stream()
                .filter(session -> request.possession().suffices(session))
                .filter(session -> gate.admit(session, request).value().isPresent())
                .toList();
    }

    private boolean may(Session session, AdminAction action, RequestContext request) {
        return decisions
                .weigh(new Caller.SessionHolder(session), action.iamName(), resource(action, request), request)
                .allowed();
    }

    private static String resource(AdminAction action, RequestContext request) {
        return action.resource(request.snapshot().partition()).toString();
    }
}
