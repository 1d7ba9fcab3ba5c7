package dev.daypass.core.exchange;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.policy.Decision;
import dev.daypass.core.policy.PolicyEvaluator;
import dev.daypass.core.role.Role;
import dev.daypass.core.rules.SessionShape;
import dev.daypass.core.session.Session;
import dev.daypass.core.signin.Caller;
import dev.daypass.core.snapshot.RequestContext;
import java.util.List;
import java.util.Optional;

/**
 * The way of {@link Exchange#assume} without its end: nothing is issued, stored or audited. For {@code explain} and for
 * the tests of a configuration, so that both ask the same gates as a real request. Safe for several threads.
 */
public final class Rehearsal {
    /** The id of every rehearsed session: it is nobody's, and no credentials belong to it. */
    private static final String NO_ID = "ASIAREHEARSED2345672";

    private final Entitling entitling = new Entitling();
    private final Planning planning = new Planning();
    private final TrustGate trustGate = new TrustGate();
    private final PolicyEvaluator evaluator = new PolicyEvaluator();

    /** The session that the caller would get, or the refusal. */
    public Outcome<Session> session(Caller caller, SessionRequest asked, Role role, RequestContext request) {
        if (!role.enabled()) {
            return Outcome.refused(Reason.ROLE_DISABLED, "the role is disabled", "the role is disabled");
        }
        return entitling
                .entitle(new Ask(caller, asked, role, request))
                .then(planning::plan)
                .then(trustGate::check)
                .then(trusted -> Lifetime.of(trusted.planned().entitled())
                        .map(span -> Issuing.session(NO_ID, trusted.planned(), span)));
    }

    /** What bounds how long the session would be; empty if no rule gives the role. */
    public List<SessionBound> bounds(Caller caller, SessionRequest asked, Role role, RequestContext request) {
        return entitling
                .entitle(new Ask(caller, asked, role, request))
                .value()
                .map(Lifetime::bounds)
                .orElseGet(List::of);
    }

    /**
     * What the role's trust policy says to the caller, whether or not rules grant the role.
     *
     * @return empty if no session can be planned, so that there is nothing to ask about
     */
    public Optional<Decision> trust(Caller caller, SessionRequest asked, Role role, RequestContext request) {
        var ask = new Ask(caller, asked, role, request);
        Entitled granted = entitling
                .entitle(ask)
                .value()
                .orElseGet(() -> new Entitled(ask, List.of(), SessionShape.none(), ProviderWishes.none()));
        return planning.plan(granted)
                .value()
                .map(planned -> new TrustQuestion(planned).about(asked.action().iamName()))
                .map(question -> evaluator.decideTrust(role.trust(), question));
    }
}
