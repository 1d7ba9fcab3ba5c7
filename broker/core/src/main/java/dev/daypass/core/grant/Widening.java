package dev.daypass.core.grant;

import dev.daypass.core.decision.CallerContext;
import dev.daypass.core.decision.CallerView;
import dev.daypass.core.decision.EffectivePolicies;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.policy.AccessRequest;
import dev.daypass.core.policy.PolicyEvaluator;
import dev.daypass.core.session.Session;
import dev.daypass.core.signin.Caller;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.core.source.JsonTree;
import dev.daypass.core.source.Node;
import java.util.List;
import java.util.Optional;

/**
 * Whether policies that a session is to be narrowed by ask for more than it has. What they allow in so many words, an
 * action on a resource without wildcard or condition, must be the session's already, or the client is told (security X07);
 * patterns are cut to what both allow, as IAM does.
 */
final class Widening {
    private final JsonTree json = new JsonTree();
    private final PolicyEvaluator evaluator = new PolicyEvaluator();
    private final EffectivePolicies effective = new EffectivePolicies();

    /** The policies, if none of them widens; one that cannot be read is left to those who read it for good. */
    Outcome<List<String>> check(Session session, List<String> policies, RequestContext request) {
        for (String policy : policies) {
            Optional<Node> statements = json.read("Policy", policy).value().flatMap(node -> member(node, "Statement"));
            for (Node statement : statements.map(Widening::items).orElseGet(List::of)) {
                if (widens(statement, session, request)) {
                    return Outcome.refused(
                            Reason.SCOPE_INVALID,
                            "A policy allows an action that the session may not do",
                            "X07: the policy is wider than session `" + session.id() + "`");
                }
            }
        }
        return Outcome.granted(policies);
    }

    private boolean widens(Node statement, Session session, RequestContext request) {
        boolean plainAllow = member(statement, "Effect").map(Widening::texts).equals(Optional.of(List.of("Allow")))
                && member(statement, "Condition").isEmpty();
        if (!plainAllow) {
            return false;
        }
        List<String> actions = member(statement, "Action").map(Widening::texts).orElseGet(List::of);
        List<String> resources =
                member(statement, "Resource").map(Widening::texts).orElseGet(List::of);
        return actions.stream().filter(Widening::isLiteral).anyMatch(action -> resources.stream()
                .filter(Widening::isLiteral)
                .anyMatch(resource -> !may(session, action, resource, request)));
    }

    private boolean may(Session session, String action, String resource, RequestContext request) {
        var caller = new Caller.SessionHolder(session);
        var asked = new AccessRequest(
                CallerView.of(caller, request.snapshot()).requester(),
                action,
                resource,
                CallerContext.of(caller, request));
        return evaluator.decide(effective.of(caller, request.snapshot()), asked).allowed();
    }

    private static boolean isLiteral(String text) {
        return text.indexOf('*') < 0 && text.indexOf('?') < 0 && !text.contains("${");
    }

    private static Optional<Node> member(Node node, String name) {
        return node instanceof Node.Mapping mapping ? mapping.get(name) : Optional.empty();
    }

    private static List<Node> items(Node node) {
        return node instanceof Node.Sequence sequence ? sequence.items() : List.of(node);
    }

    private static List<String> texts(Node node) {
        return items(node).stream()
                .filter(Node.Scalar.class::isInstance)
                .map(item -> ((Node.Scalar) item).text())
                .toList();
    }
}
