package dev.daypass.core.policy;

import dev.daypass.core.policy.Explanation.ElementVerdict;
import dev.daypass.core.policy.Explanation.PolicyVerdict;
import dev.daypass.core.policy.Explanation.StatementVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Asks every element of every statement, by the same methods as the decision, and keeps the answers. */
final class Explainer {
    private final Question question;
    private final AccessRequest request;
    private final Set<String> missingKeys = new TreeSet<>();

    private Explainer(AccessRequest request) {
        this.request = request;
        this.question = Question.of(request);
    }

    static Explanation explain(Decision decision, Decision.Inquiry inquiry) {
        var explainer = new Explainer(inquiry.request());
        List<PolicyVerdict> policies =
                inquiry.policies().all().stream().map(explainer::policy).toList();
        return new Explanation(decision.effect(), decision.missingAllow(), policies, explainer.missingKeys);
    }

    private PolicyVerdict policy(NamedPolicy policy) {
        List<StatementVerdict> statements = policy.document().statements().stream()
                .map(statement -> statement(policy, statement))
                .toList();
        return new PolicyVerdict(policy.type(), policy.name(), statements);
    }

    private StatementVerdict statement(NamedPolicy policy, Statement statement) {
        Statement.Elements elements = statement.elements();
        boolean namesPrincipals = policy.type() == PolicyType.RESOURCE || policy.type() == PolicyType.TRUST;
        boolean principal =
                statement.principal(question.requester(), namesPrincipals).matches();
        boolean action = elements.actions().matches(question.action());
        if (principal && action) {
            statement.keys().stream()
                    .filter(key -> question.context().values(key).isEmpty())
                    .forEach(missingKeys::add);
        }
        var verdicts = new ArrayList<ElementVerdict>();
        elements.principals().ifPresent(written -> verdicts.add(principals(written, principal)));
        verdicts.add(verdict(elements.actions().element(), elements.actions().texts(), request.action(), action));
        elements.resources().ifPresent(resources -> {
            boolean matches = statement.matchesResource(question);
            verdicts.add(verdict(resources.element(), resources.texts(), request.resource(), matches));
        });
        elements.conditions().forEach(condition -> verdicts.add(condition(condition)));
        boolean applies = statement.concerns(question, namesPrincipals).matches();
        return new StatementVerdict(StatementRef.of(policy, statement), statement.effect(), applies, verdicts);
    }

    private ElementVerdict principals(PrincipalElement written, boolean matches) {
        List<String> names =
                written.names().values().stream().flatMap(List::stream).toList();
        var actual = new TreeSet<>(question.requester().arns());
        actual.addAll(question.requester().roleArns());
        actual.addAll(question.requester().federated());
        actual.addAll(question.requester().services());
        return new ElementVerdict(written.element(), Optional.empty(), names, List.copyOf(actual), matches);
    }

    private static ElementVerdict verdict(String element, List<String> written, String actual, boolean matches) {
        return new ElementVerdict(element, Optional.empty(), written, List.of(actual), matches);
    }

    private ElementVerdict condition(Condition condition) {
        List<String> actual = question.context().values(condition.key()).orElse(List.of());
        boolean holds = condition.holds(question.context());
        return new ElementVerdict(
                condition.operator().text(), Optional.of(condition.key()), condition.operands(), actual, holds);
    }
}
