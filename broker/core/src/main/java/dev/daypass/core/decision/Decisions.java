package dev.daypass.core.decision;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditFacts;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.policy.AccessRequest;
import dev.daypass.core.policy.ConditionContext;
import dev.daypass.core.policy.Decision;
import dev.daypass.core.policy.PolicyEvaluator;
import dev.daypass.core.policy.StatementRef;
import dev.daypass.core.signin.Caller;
import dev.daypass.core.snapshot.RequestContext;
import java.util.List;
import java.util.Optional;

/** Whether a caller may do an action on a resource now. Every decision is audited. Safe for several threads. */
public final class Decisions {
    private final PolicyEvaluator evaluator = new PolicyEvaluator();
    private final EffectivePolicies policies = new EffectivePolicies();
    private final AuditSink audit;

    public Decisions(AuditSink audit) {
        this.audit = audit;
    }

    /**
     * Decides.
     *
     * @param extra condition keys that the asking service knows; keys that only we may set ({@code aws:}, {@code sts:},
     *     {@code saml:}, {@code user/}, {@code daypass:}, {@code iam:}, a provider's {@code ISSUER:}) are refused with {@link
     *     Reason#PARAMETER_INVALID}
     */
    public Outcome<Decision> decide(
            Caller caller, String action, String resource, ConditionContext extra, RequestContext request) {
        Optional<String> reserved = extra.keys().stream()
                .filter(key -> CallerContext.reserved(key, request.snapshot()))
                .findFirst();
        CallerView view = CallerView.of(caller, request.snapshot());
        AuditFacts facts =
                request.facts().put("caller", view.arn()).put("action", action).put("resource", resource);
        if (reserved.isPresent()) {
            var refusal = new Refusal(
                    Reason.PARAMETER_INVALID,
                    "The context key " + reserved.get() + " is reserved",
                    "T11: context key `" + reserved.get() + "` is reserved");
            audit.append(facts.refused(AuditEvent.Kind.AUTHORIZATION, refusal));
            return Outcome.refused(refusal);
        }
        ConditionContext keys = extra.with(CallerContext.of(caller, request));
        return Outcome.granted(
                decided(caller, new AccessRequest(view.requester(), action, resource, keys), facts, request));
    }

    /**
     * The same of something that is ours.
     *
     * @param ours condition keys that only we may set, about what the action is done to; told in the audit
     */
    public Decision decideOurs(
            Caller caller, String action, String resource, ConditionContext ours, RequestContext request) {
        CallerView view = CallerView.of(caller, request.snapshot());
        AuditFacts facts =
                request.facts().put("caller", view.arn()).put("action", action).put("resource", resource);
        ours.keys().forEach(key -> facts.put(key, ours.values(key).orElseGet(List::of)));
        ConditionContext keys = CallerContext.of(caller, request).with(ours);
        return decided(caller, new AccessRequest(view.requester(), action, resource, keys), facts, request);
    }

    private Decision decided(Caller caller, AccessRequest asked, AuditFacts facts, RequestContext request) {
        Decision decision = evaluator.decide(policies.of(caller, request.snapshot()), asked);
        facts.put(
                "statements",
                decision.deciding().stream().map(StatementRef::toString).toList());
        String arn = CallerView.of(caller, request.snapshot()).arn();
        audit.append(
                decision.allowed()
                        ? facts.granted(AuditEvent.Kind.AUTHORIZATION)
                        : facts.refused(
                                AuditEvent.Kind.AUTHORIZATION,
                                new Refusal(
                                        Reason.CALLER_NOT_ALLOWED,
                                        decision.sentence(arn, asked.action(), asked.resource()),
                                        decision.toString())));
        return decision;
    }

    /**
     * What would be decided of something that is ours, without an entry in the audit: to know what to show, never to let
     * somebody through.
     */
    public Decision weigh(
            Caller caller, String action, String resource, ConditionContext ours, RequestContext request) {
        CallerView view = CallerView.of(caller, request.snapshot());
        return evaluator.decide(
                policies.of(caller, request.snapshot()),
                new AccessRequest(
                        view.requester(),
                        action,
                        resource,
                        CallerContext.of(caller, request).with(ours)));
    }

    /** Whether a caller may call an STS operation that needs a permission on no resource in particular. */
    public Outcome<Decision> mayCall(String operation, Caller caller, RequestContext request) {
        String action = "sts:" + operation;
        String arn = CallerView.of(caller, request.snapshot()).arn();
        Outcome<Caller> able = SessionReach.mayCall(operation, caller);
        able.refusal()
                .ifPresent(refusal -> audit.append(request.facts()
                        .put("caller", arn)
                        .put("action", action)
                        .refused(AuditEvent.Kind.AUTHORIZATION, refusal)));
        return able.then(reaching -> decide(reaching, action, "*", ConditionContext.empty(), request))
                .then(decision -> decision.allowed()
                        ? Outcome.granted(decision)
                        : Outcome.refused(
                                Reason.CALLER_NOT_ALLOWED, decision.sentence(arn, action, "*"), decision.toString()));
    }
}
