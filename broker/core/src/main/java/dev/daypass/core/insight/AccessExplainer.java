package dev.daypass.core.insight;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditFacts;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.explain.Explainer;
import dev.daypass.core.explain.Explanation;
import dev.daypass.core.explain.Imagined;
import dev.daypass.core.identity.Attributes;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.login.RoleRequest;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.policy.ConditionContext;
import dev.daypass.core.policy.Decision;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.signin.Caller;
import dev.daypass.core.signin.Proof;
import dev.daypass.core.signin.ProofInspection;
import dev.daypass.core.signin.ProofInspection.Check;
import dev.daypass.core.signin.ProofInspection.Inspection;
import dev.daypass.core.snapshot.RequestContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells an administrator why somebody has which roles: of a recorded sign-in, of a proof that is handed in, or of
 * attributes alone. Nothing is issued, spent or begun; that it was asked is audited, without what was handed in. Safe for
 * several threads.
 */
public final class AccessExplainer {
    private final Explainer explainer;
    private final ProofInspection inspection;
    private final RecordedSignIns signIns;
    private final AuditSink audit;

    public AccessExplainer(Explainer explainer, ProofInspection inspection, RecordedSignIns signIns, AuditSink audit) {
        this.explainer = explainer;
        this.inspection = inspection;
        this.signIns = signIns;
        this.audit = audit;
    }

    /**
     * What is asked beside who gets what.
     *
     * @param by who asks
     * @param action what the sessions might do; absent: nothing is asked
     */
    public record Question(String by, Optional<String> action, String resource) {}

    /** Of a recorded sign-in; what is refused is not audited yet. */
    public Outcome<AccessCase> recorded(String id, Question question, RequestContext request) {
        Optional<RecordedSignIn> found = signIns.find(id);
        if (found.isEmpty()) {
            return Outcome.refused(
                    Reason.PARAMETER_INVALID, "this sign-in is no longer recorded", "no recorded sign-in of this id");
        }
        Identity identity = AsIfNow.of(found.get().identity(), request);
        Inspection inspected = inspection.again(identity, request);
        return Outcome.granted(told("recorded", inspected, identity.provider(), question, request));
    }

    /**
     * Of a proof that somebody pasted: verified, and neither spent nor signed in with.
     *
     * @param provider whose it must be; absent: it tells
     */
    public AccessCase pasted(Proof proof, Optional<ProviderId> provider, Question question, RequestContext request) {
        Inspection inspected = inspection.inspect(proof, provider, request);
        ProviderId from =
                inspected.person().map(Identity::provider).or(() -> provider).orElse(new ProviderId("-"));
        return told(proof.kind().name(), inspected, from, question, request);
    }

    /** Of somebody whom a provider would vouch for with these attributes. */
    public AccessCase imagined(Imagined somebody, Question question, RequestContext request) {
        Explanation explanation = explainer.explain(somebody, request.snapshot());
        tell("attributes", somebody.provider().id(), somebody.subject(), question, request);
        return new AccessCase(
                somebody.provider().id(),
                somebody.subject(),
                List.of(),
                somebody.attributes(),
                origins(somebody.provider(), explanation.user()),
                Optional.of(explanation),
                decisions(explanation, question, request));
    }

    private AccessCase told(
            String what, Inspection inspected, ProviderId from, Question question, RequestContext request) {
        Optional<Identity> person = inspected.person();
        String subject = person.map(known -> known.subject().value()).orElse("");
        tell(what, from, subject, question, request);
        Optional<Provider> provider = request.snapshot().provider(from);
        Optional<Explanation> explanation =
                person.flatMap(known -> provider.map(by -> explanation(known, by, inspected.checks(), request)));
        return new AccessCase(
                from,
                subject,
                inspected.checks(),
                person.map(Identity::attributes).orElseGet(Attributes::none),
                person.flatMap(known -> provider.map(by -> origins(by, known.user())))
                        .orElseGet(Map::of),
                explanation,
                explanation.map(told -> decisions(told, question, request)).orElseGet(Map::of));
    }

    private Explanation explanation(Identity person, Provider provider, List<Check> checks, RequestContext request) {
        Identity now = AsIfNow.of(person, request);
        Explanation whole = explainer.explain(
                new Caller.Federated(now),
                role -> RoleRequest.of(role.arn().toString(), now, provider, Optional.empty()),
                request);
        Optional<Refusal> refusal =
                checks.stream().flatMap(check -> check.refusal().stream()).findFirst();
        return new Explanation(whole.assumptions(), refusal, whole.user(), whole.rules(), whole.roles());
    }

    private Map<String, Decision> decisions(Explanation explanation, Question question, RequestContext request) {
        Map<String, Decision> decisions = new LinkedHashMap<>();
        question.action().ifPresent(action -> explanation.roles().forEach(report -> report.session()
                .ifPresent(session -> decisions.put(
                        report.role(),
                        explainer.decide(
                                session, action, question.resource(), ConditionContext.empty(), request.snapshot())))));
        return decisions;
    }

    private static Map<String, AccessCase.Origin> origins(Provider provider, Attributes user) {
        Map<String, AccessCase.Origin> origins = new LinkedHashMap<>();
        Optional<ProviderId> directory = provider.enrichment().map(enrichment -> enrichment.from());
        for (String name : user.names()) {
            boolean mapped = provider.mapping().names().contains(name);
            origins.put(name, new AccessCase.Origin(mapped ? provider.mapping().origins(name) : Set.of(), directory));
        }
        return origins;
    }

    private void tell(String what, ProviderId from, String subject, Question question, RequestContext request) {
        audit.append(facts(what, question, request)
                .put("provider", from.name())
                .put("subject", subject)
                .granted(AuditEvent.Kind.EXPLANATION));
    }

    /** Has the audit told of a question that could not be answered. */
    public void refused(Refusal refusal, Question question, RequestContext request) {
        audit.append(facts("nothing", question, request).refused(AuditEvent.Kind.EXPLANATION, refusal));
    }

    private static AuditFacts facts(String what, Question question, RequestContext request) {
        return request.facts()
                .put("action", "daypass:Explain")
                .put("by", question.by())
                .put("of", what);
    }
}
