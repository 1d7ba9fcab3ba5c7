package dev.daypass.core.administration;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditFacts;
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
import dev.daypass.core.policy.Decision;
import dev.daypass.core.session.Session;
import dev.daypass.core.signin.Caller;
import dev.daypass.core.signin.SessionGate;
import dev.daypass.core.snapshot.RequestContext;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

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
     * Lets an action happen somewhere, or refuses with {@link Reason#CALLER_NOT_ALLOWED}; audited either way, once. Of
     * sessions this is not enough to show or to end one: a policy may confine the action to some, see {@link #sight} and
     * the other {@code allowed}.
     *
     * @param me the browser that asks: no other one's role sessions count (security W14)
     */
    public Outcome<Administrator> allowed(BrowserSession me, AdminAction action, RequestContext request) {
        List<Session> live = live(me, request);
        for (Session session : live) {
            Optional<AdminObject> reach = reach(session, action, request);
            if (reach.isPresent()) {
                return decided(me, session, action, reach.get(), request);
            }
        }
        return refused(me, live, action, AdminObject.everything(), request);
    }

    /** Lets an action be done to something, or refuses with {@link Reason#CALLER_NOT_ALLOWED}; audited either way, once. */
    public Outcome<Administrator> allowed(
            BrowserSession me, AdminAction action, AdminObject object, RequestContext request) {
        List<Session> live = live(me, request);
        Optional<Session> able = live.stream()
                .filter(session -> allows(session, action, object, request))
                .findFirst();
        return able.isPresent()
                ? decided(me, able.get(), action, object, request)
                : refused(me, live, action, object, request);
    }

    private Outcome<Administrator> decided(
            BrowserSession me, Session session, AdminAction action, AdminObject object, RequestContext request) {
        Decision decision = decisions.decideOurs(
                new Caller.SessionHolder(session), action.iamName(), resource(action, request), object.keys(), request);
        return decision.allowed()
                ? Outcome.granted(new Administrator(me, session))
                : Outcome.refused(missing(action, object, decision.toString(), request));
    }

    private Outcome<Administrator> refused(
            BrowserSession me, List<Session> live, AdminAction action, AdminObject object, RequestContext request) {
        Refusal refusal = missing(
                action,
                object,
                "W14: none of the " + live.size() + " live role sessions taken in `" + me.handle() + "` allows "
                        + action.iamName(),
                request);
        AuditFacts facts = request.facts()
                .put("provider", me.identity().provider().name())
                .put("subject", me.identity().subject().value())
                .put("browserSession", me.handle())
                .put("action", action.iamName())
                .put("resource", resource(action, request));
        ConditionContext keys = object.keys();
        keys.keys().forEach(key -> facts.put(key, keys.values(key).orElseGet(List::of)));
        audit.append(facts.refused(AuditEvent.Kind.AUTHORIZATION, refusal));
        return Outcome.refused(refusal);
    }

    private static Refusal missing(AdminAction action, AdminObject object, String detail, RequestContext request) {
        String where = object.account().isPresent() ? " in the account of this session" : "";
        return new Refusal(
                Reason.CALLER_NOT_ALLOWED,
                "No role that you have taken here allows " + action.iamName() + " on " + resource(action, request)
                        + where,
                detail);
    }

    /**
     * Whether somebody may do it, to one thing after another: for lists, which show what may be seen. Audits nothing; good
     * for one request.
     */
    public Predicate<AdminObject> sight(BrowserSession me, AdminAction action, RequestContext request) {
        List<Session> live = live(me, request);
        Map<AdminObject, Boolean> known = new HashMap<>();
        return object -> known.computeIfAbsent(
                object, asked -> live.stream().anyMatch(session -> allows(session, action, asked, request)));
    }

    /** What somebody may do now, to something: for what is shown, asked again when it is done. Audits nothing. */
    public Set<AdminAction> abilities(BrowserSession me, RequestContext request) {
        Set<AdminAction> able = EnumSet.noneOf(AdminAction.class);
        for (Session session : live(me, request)) {
            for (AdminAction action : AdminAction.values()) {
                if (!able.contains(action) && reach(session, action, request).isPresent()) {
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
                        .filter(session -> reach(session, action, request).isPresent())
                        .isPresent())
                .toList();
    }

    /** What a session may do it to: everything, or else the sessions of some role or account; empty if nothing. */
    private Optional<AdminObject> reach(Session session, AdminAction action, RequestContext request) {
        AdminObject everything = AdminObject.everything();
        if (allows(session, action, everything, request)) {
            return Optional.of(everything);
        }
        return action.isOfSessions() && AdminObject.matters(weigh(session, action, everything, request))
                ? AdminObject.all(request.snapshot())
                        .filter(object -> allows(session, action, object, request))
                        .findFirst()
                : Optional.empty();
    }

    /**
     * Whether a session lets an action be done to something. Everything has none of the keys that policies confine by: a
     * denial of one account passes it by, and "any account but this" holds for it. So where policies read these keys, it
     * takes that each and every thing is allowed, however the policies are written (security W14).
     */
    private boolean allows(Session session, AdminAction action, AdminObject object, RequestContext request) {
        Decision decision = weigh(session, action, object, request);
        if (!decision.allowed() || !object.isEverything() || !AdminObject.matters(decision)) {
            return decision.allowed();
        }
        return AdminObject.all(request.snapshot())
                .allMatch(each -> weigh(session, action, each, request).allowed());
    }

    private Decision weigh(Session session, AdminAction action, AdminObject object, RequestContext request) {
        return decisions.weigh(
                new Caller.SessionHolder(session), action.iamName(), resource(action, request), object.keys(), request);
    }

    private List<Session> live(BrowserSession me, RequestContext request) {
        return taken.of(me, request).stream()
                .filter(session -> request.possession().suffices(session))
                .filter(session -> gate.admit(session, request).value().isPresent())
                .toList();
    }

    private static String resource(AdminAction action, RequestContext request) {
        return action.resource(request.snapshot().partition()).toString();
    }
}
