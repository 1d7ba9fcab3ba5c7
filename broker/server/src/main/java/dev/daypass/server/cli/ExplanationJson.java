package dev.daypass.server.cli;

import dev.daypass.core.explain.Explanation;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.policy.Decision;
import dev.daypass.core.rules.RuleTrace;
import dev.daypass.core.session.Session;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An explanation for programs: the same record, as maps and lists. */
final class ExplanationJson {
    private ExplanationJson() {}

    static Map<String, ?> of(Explained explained) {
        Explanation explanation = explained.explanation();
        var attributes = new LinkedHashMap<String, List<String>>();
        explanation
                .user()
                .names()
                .forEach(name -> attributes.put(name, explanation.user().texts(name)));
        var root = new LinkedHashMap<String, Object>();
        root.put("provider", explained.question().somebody().provider().id().name());
        root.put("subject", explained.question().somebody().subject());
        root.put("assumptions", explanation.assumptions());
        root.put("signIn", explanation.signIn().map(ExplanationJson::refusal));
        root.put("attributes", attributes);
        root.put(
                "rules",
                explanation.rules().rules().stream().map(ExplanationJson::rule).toList());
        root.put("roles", explained.roles().stream().map(ExplanationJson::role).toList());
        root.put("action", explained.question().action());
        root.put("decision", explained.decision().map(ExplanationJson::decision));
        return root;
    }

    private static Map<String, Object> refusal(Refusal refusal) {
        return Map.of("reason", refusal.reason().name(), "detail", refusal.auditDetail());
    }

    private static Map<String, Object> rule(RuleTrace.RuleReport rule) {
        var map = new LinkedHashMap<String, Object>();
        map.put("rule", rule.rule());
        map.put("source", rule.source().toString());
        map.put("verdict", rule.verdict().name());
        map.put("shadow", rule.shadow());
        map.put("grants", rule.grants());
        map.put("denies", rule.denies());
        map.put("distance", rule.distance());
        map.put("failure", rule.failure());
        map.put(
                "conditions",
                rule.conditions().stream().map(ExplanationJson::condition).toList());
        map.put("hints", rule.hints());
        return map;
    }

    private static Map<String, Object> condition(RuleTrace.ConditionReport condition) {
        var operands = condition.operands().stream()
                .map(operand -> Map.of("text", operand.text(), "value", operand.value()))
                .toList();
        var map = new LinkedHashMap<String, Object>();
        map.put("text", condition.text());
        map.put("source", condition.source().toString());
        map.put("result", condition.result().name());
        map.put("decisive", condition.decisive());
        map.put("operands", operands);
        map.put("failure", condition.failure());
        return map;
    }

    private static Map<String, Object> role(Explanation.RoleReport report) {
        var map = new LinkedHashMap<String, Object>();
        map.put("role", report.role());
        map.put("obtained", report.obtained());
        map.put("grantedBy", report.grantedBy());
        map.put("deniedBy", report.deniedBy());
        map.put("refusal", report.refusal().map(ExplanationJson::refusal));
        map.put("session", report.session().map(ExplanationJson::session));
        map.put("trust", report.trust().map(ExplanationJson::decision));
        map.put(
                "limits",
                report.bounds().stream()
                        .map(bound -> Map.of(
                                "by",
                                bound.by().name(),
                                "seconds",
                                bound.longest().toSeconds()))
                        .toList());
        return map;
    }

    private static Map<String, Object> session(Session session) {
        var map = new LinkedHashMap<String, Object>();
        map.put("name", session.labels().name());
        map.put("issuedAt", session.issuedAt().toString());
        map.put("expiresAt", session.expiresAt().toString());
        map.put("tags", session.labels().tags());
        map.put(
                "transitiveTags",
                session.labels().transitiveTags().stream().sorted().toList());
        map.put("sourceIdentity", session.labels().sourceIdentity());
        return map;
    }

    private static Map<String, Object> decision(Decision decision) {
        dev.daypass.core.policy.Explanation whole = decision.explain();
        var statements = whole.policies().stream()
                .flatMap(policy -> policy.statements().stream())
                .map(ExplanationJson::statement)
                .toList();
        var map = new LinkedHashMap<String, Object>();
        map.put("effect", decision.effect().name());
        map.put("allowed", decision.allowed());
        map.put("missingAllow", decision.missingAllow().map(Enum::name));
        map.put("missingKeys", whole.missingKeys().stream().sorted().toList());
        map.put("statements", statements);
        return map;
    }

    private static Map<String, Object> statement(dev.daypass.core.policy.Explanation.StatementVerdict verdict) {
        var elements = verdict.elements().stream()
                .map(element -> {
                    var map = new LinkedHashMap<String, Object>();
                    map.put("element", element.element());
                    map.put("key", element.key());
                    map.put("written", element.written());
                    map.put("actual", element.actual());
                    map.put("matches", element.matches());
                    return map;
                })
                .toList();
        var map = new LinkedHashMap<String, Object>();
        map.put("policy", verdict.statement().policy());
        map.put("type", verdict.statement().type().name());
        map.put("index", verdict.statement().index());
        map.put("sid", verdict.statement().sid());
        map.put("source", verdict.statement().source().toString());
        map.put("effect", verdict.effect().text());
        map.put("applies", verdict.applies());
        map.put("elements", elements);
        return map;
    }
}
