package dev.daypass.server.admin;

import dev.daypass.core.explain.Explainer;
import dev.daypass.core.explain.Explanation;
import dev.daypass.core.explain.Imagined;
import dev.daypass.core.identity.AttributeValue;
import dev.daypass.core.identity.Attributes;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.policy.ConditionContext;
import dev.daypass.core.policy.Decision;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.rules.RuleTrace;
import dev.daypass.core.session.Session;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.core.snapshot.Snapshot;
import dev.daypass.core.source.Node;
import dev.daypass.server.http.JsonBody;
import dev.daypass.server.http.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code POST /api/v1/explain}: what somebody with these attributes would get, and why. Holds attribute values, which is
 * why only the admin sees it.
 */
final class ExplainAnswer {
    private static final Set<String> MEMBERS =
            Set.of("provider", "subject", "attributes", "role", "action", "resource");

    private final Explainer explainer;

    ExplainAnswer(Explainer explainer) {
        this.explainer = explainer;
    }

    /** What is asked: one role or all, and maybe whether its session may do something. */
    private record Question(
            Imagined somebody, Optional<String> role, Optional<String> action, Optional<String> resource) {}

    Outcome<Object> explain(Request request, RequestContext context) {
        Snapshot snapshot = context.snapshot();
        return JsonBody.read(request, MEMBERS)
                .then(body -> question(body, snapshot))
                .map(question -> answer(question, snapshot));
    }

    private static Outcome<Question> question(JsonBody body, Snapshot snapshot) {
        return body.text("provider")
                .then(name -> provider(name, snapshot))
                .then(provider -> body.optionalText("subject").then(subject -> attributes(body)
                        .map(attributes -> new Imagined(provider, subject.orElse("somebody"), attributes))))
                .then(somebody -> body.optionalText("role")
                        .then(role -> body.optionalText("action").then(action -> body.optionalText("resource")
                                .map(resource -> new Question(somebody, role, action, resource)))));
    }

    private static Outcome<Provider> provider(String name, Snapshot snapshot) {
        return snapshot.provider(new ProviderId(name))
                .map(Outcome::granted)
                .orElseGet(() -> Outcome.refused(
                        Reason.PARAMETER_INVALID, "no provider has this name", "no provider of the name asked for"));
    }

    private static Outcome<Attributes> attributes(JsonBody body) {
        Map<String, List<String>> attributes = new LinkedHashMap<>();
        Optional<Node> node = body.node("attributes");
        boolean wellFormed = node.isPresent() && node.get() instanceof Node.Mapping;
        if (wellFormed && node.get() instanceof Node.Mapping mapping) {
            for (Node.Entry entry : mapping.entries()) {
                Optional<List<String>> texts = JsonBody.texts(entry.value());
                wellFormed &= texts.isPresent();
                texts.ifPresent(values -> attributes.put(entry.key().text(), values));
            }
        }
        String message = "`attributes` must be an object of texts or lists of texts";
        return wellFormed
                ? Outcome.granted(Attributes.ofTexts(attributes))
                : Outcome.refused(Reason.PARAMETER_INVALID, message, message);
    }

    private Object answer(Question question, Snapshot snapshot) {
        Explanation explanation = explainer.explain(question.somebody(), snapshot);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("assumptions", explanation.assumptions());
        explanation
                .signIn()
                .ifPresent(refusal -> answer.put(
                        "signIn", Map.of("reason", refusal.reason().name(), "detail", refusal.auditDetail())));
        Map<String, Object> user = new LinkedHashMap<>();
        explanation
                .user()
                .asMap()
                .forEach((name, values) ->
                        user.put(name, values.stream().map(AttributeValue::text).toList()));
        answer.put("user", user);
        answer.put(
                "rules",
                explanation.rules().rules().stream().map(ExplainAnswer::told).toList());
        List<Object> roles = new ArrayList<>();
        explanation.roles().stream()
                .filter(report -> question.role().map(report.role()::equals).orElse(true))
                .forEach(report -> roles.add(told(report, question, snapshot)));
        answer.put("roles", roles);
        return answer;
    }

    private static Object told(RuleTrace.RuleReport report) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("rule", report.rule());
        told.put("source", report.source().toString());
        told.put("verdict", report.verdict().name());
        told.put("grants", report.grants());
        told.put("denies", report.denies());
        told.put(
                "conditions",
                report.conditions().stream().map(ExplainAnswer::told).toList());
        report.failure().ifPresent(failure -> told.put("failure", failure));
        told.put("hints", report.hints());
        return told;
    }

    private static Object told(RuleTrace.ConditionReport condition) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("text", condition.text());
        told.put("result", condition.result().name());
        Map<String, Object> operands = new LinkedHashMap<>();
        condition.operands().forEach(operand -> operands.put(operand.text(), operand.value()));
        told.put("read", operands);
        return told;
    }

    private Object told(Explanation.RoleReport report, Question question, Snapshot snapshot) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("role", report.role());
        told.put("obtained", report.obtained());
        told.put("grantedBy", report.grantedBy());
        told.put("deniedBy", report.deniedBy());
        report.refusal().ifPresent(refusal -> {
            told.put("reason", refusal.reason().name());
            told.put("detail", refusal.auditDetail());
        });
        report.trust().ifPresent(trust -> told.put("trust", told(trust)));
        if (question.action().isPresent()) {
            report.session().ifPresent(session -> told.put("decision", told(decide(session, question, snapshot))));
        }
        return told;
    }

    private Decision decide(Session session, Question question, Snapshot snapshot) {
        return explainer.decide(
                session,
                question.action().orElse(""),
                question.resource().orElse("*"),
                ConditionContext.empty(),
                snapshot);
    }

    private static Object told(Decision decision) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("effect", decision.effect().name());
        told.put(
                "statements", decision.deciding().stream().map(Object::toString).toList());
        decision.missingAllow().ifPresent(type -> told.put("missingAllow", type.name()));
        told.put("missingContextKeys", decision.missingKeys());
        return told;
    }
}
