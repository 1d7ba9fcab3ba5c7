package dev.daypass.core.exchange;

import dev.daypass.core.decision.CallerView;
import dev.daypass.core.decision.EffectivePolicies;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.policy.AccessRequest;
import dev.daypass.core.policy.Decision;
import dev.daypass.core.policy.NamedPolicy;
import dev.daypass.core.policy.PolicyEvaluator;
import dev.daypass.core.policy.PolicyGrammar;
import dev.daypass.core.policy.PolicyReader;
import dev.daypass.core.policy.PolicySet;
import dev.daypass.core.policy.PolicyType;
import dev.daypass.core.signin.Caller;
import dev.daypass.core.source.Findings;
import dev.daypass.core.source.JsonTree;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether the role trusts the caller, and whether the caller's own policies let it call (IAM policy evaluation logic).
 *
 * <p>The trust policy must allow in every case. The caller's policies must not deny; they must allow where the trust
 * policy names only the account or where the role lies in another account. What limits a role session (session policy,
 * boundary, guard-rail) limits it here too.
 */
final class TrustGate {
    private static final Set<PolicyType> LIMITS =
            EnumSet.of(PolicyType.BOUNDARY, PolicyType.SESSION, PolicyType.GUARD_RAIL);

    private final PolicyEvaluator evaluator = new PolicyEvaluator();
    private final EffectivePolicies policies = new EffectivePolicies();
    private final NamedPolicy anything = anything();

    Outcome<Trusted> check(PlannedSession planned) {
        var question = new TrustQuestion(planned);
        Optional<Trusted> first = Optional.empty();
        for (String action : actions(planned)) {
            AccessRequest request = question.about(action);
            Decision trust = evaluator.decideTrust(planned.ask().role().trust(), request);
            if (!trust.allowed()) {
                return Refusals.notAuthorized(planned.ask(), Reason.TRUST_DENIES, action + ": trust policy: " + trust);
            }
            Outcome<Decision> own = callerMay(planned.ask(), request, trust);
            if (own.refusal().isPresent()) {
                return Outcome.refused(own.refusal().get());
            }
            first = first.isPresent() ? first : Optional.of(new Trusted(planned, trust));
        }
        return Outcome.granted(first.orElseThrow());
    }

    /** Tags and a source identity that somebody brings along are permissions of their own. */
    private static List<String> actions(PlannedSession planned) {
        var actions = new ArrayList<String>();
        actions.add(planned.ask().request().action().iamName());
        if (!planned.requested().tags().isEmpty()) {
            actions.add("sts:TagSession");
        }
        if (planned.requested().sourceIdentity().isPresent()) {
            actions.add("sts:SetSourceIdentity");
        }
        return actions;
    }

    private Outcome<Decision> callerMay(Ask ask, AccessRequest request, Decision trust) {
        if (ask.caller() instanceof Caller.Federated || ask.caller() instanceof Caller.ServiceWithKeys) {
            return Outcome.granted(trust);
        }
        PolicySet own = policies.of(ask.caller(), ask.context().snapshot());
        Decision decision = evaluator.decideCaller(own, request);
        if (decision.allowed()) {
            return Outcome.granted(decision);
        }
        boolean needsAllow = trust.allowedByAccountOnly() || crossesAccounts(ask);
        boolean denied = decision.effect() == Decision.Effect.EXPLICIT_DENY;
        if (!denied && !needsAllow && (ask.parent().isEmpty() || withinLimits(own, request))) {
            return Outcome.granted(trust);
        }
        return Refusals.notAuthorized(
                ask, Reason.CALLER_NOT_ALLOWED, request.action() + ": the caller's own policies: " + decision);
    }

    private static boolean crossesAccounts(Ask ask) {
        String account = CallerView.of(ask.caller(), ask.context().snapshot()).account();
        return !account.equals(ask.role().account());
    }

    /** Whether the session's limits allow, supposing that its role's policies did: the trust policy stands for them. */
    private boolean withinLimits(PolicySet own, AccessRequest request) {
        var supposed = new PolicySet(List.of(anything), own.boundary(), own.session(), own.guardRails(), List.of());
        Decision decision = evaluator.decideCaller(supposed, request);
        return decision.allowed()
                || decision.missingAllow().filter(LIMITS::contains).isEmpty();
    }

    private static NamedPolicy anything() {
        String text = "{\"Version\":\"2012-10-17\",\"Statement\":"
                + "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}";
        return new JsonTree()
                .read("trust", text)
                .value()
                .flatMap(node -> new PolicyReader().read(PolicyGrammar.IDENTITY, node, new Findings()))
                .map(document -> new NamedPolicy(PolicyType.INLINE, "trust", document))
                .orElseThrow();
    }
}
