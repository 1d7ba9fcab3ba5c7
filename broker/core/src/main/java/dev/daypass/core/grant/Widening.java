package dev.daypass.core.grant;

import dev.daypass.core.decision.CallerContext;
import dev.daypass.core.decision.CallerView;
import dev.daypass.core.decision.EffectivePolicies;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.policy.AccessRequest;
import dev.daypass.core.policy.ConditionContext;
import dev.daypass.core.policy.PolicyEvaluator;
import dev.daypass.core.policy.PolicySet;
import dev.daypass.core.policy.Requester;
import dev.daypass.core.session.Session;
import dev.daypass.core.signin.Caller;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.core.source.JsonTree;
import dev.daypass.core.source.Node;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether policies that a session is to be narrowed by ask for more than it has. What they allow in so many words, an
 * action on a resource without wildcard or condition, must be the session's already, or the client is told (security X07);
 * patterns are cut to what both allow, as IAM does.
 */
final class Widening {
    /** So many questions one request may cost: more pairs of an action and a resource are refused. */
    private static final int MOST_PAIRS = 256;

    private final JsonTree json = new JsonTree();
    private final PolicyEvaluator evaluator = new PolicyEvaluator();
    private final EffectivePolicies effective = new EffectivePolicies();

    /** The policies, if none of them widens. They have been found to be of their form and size. */
    Outcome<List<String>> check(Session session, List<String> policies, RequestContext request) {
        var pairs = new LinkedHashSet<Pair>();
        for (String policy : policies) {
            Optional<Node> statements = json.read("Policy", policy).value().flatMap(node -> member(node, "Statement"));
            for (Node statement : statements.map(Widening::items).orElseGet(List::of)) {
                if (!collected(statement, pairs)) {
                    return Outcome.refused(
                            Reason.POLICY_TOO_LARGE,
                            "The policies name more than " + MOST_PAIRS + " pairs of an action and a resource",
                            "X07: too many pairs of an action and a resource");
                }
            }
        }
        return pairs.isEmpty() || may(session, pairs, request)
                ? Outcome.granted(policies)
                : Outcome.refused(
                        Reason.SCOPE_INVALID,
                        "A policy allows an action that the session may not do",
                        "X07: the policy is wider than session `" + session.id() + "`");
    }

    private record Pair(String action, String resource) {}

    /** Adds what a statement allows in so many words; {@code false} if that is too much to ask about. */
    private static boolean collected(Node statement, Set<Pair> pairs) {
        boolean plainAllow = member(statement, "Effect").map(Widening::texts).equals(Optional.of(List.of("Allow")))
                && member(statement, "Condition").isEmpty();
        if (!plainAllow) {
            return true;
        }
        List<String> resources = literals(statement, "Resource");
        for (String action : literals(statement, "Action")) {
            for (String resource : resources) {
                pairs.add(new Pair(action, resource));
                if (pairs.size() > MOST_PAIRS) {
                    return false;
                }
            }
        }
        return true;
    }

    private static List<String> literals(Node statement, String name) {
        return member(statement, name).map(Widening::texts).orElseGet(List::of).stream()
                .filter(Widening::isLiteral)
                .distinct()
                .toList();
    }

    private boolean may(Session session, Set<Pair> pairs, RequestContext request) {
        var caller = new Caller.SessionHolder(session);
        Requester requester = CallerView.of(caller, request.snapshot()).requester();
        ConditionContext keys = CallerContext.of(caller, request);
        PolicySet policies = effective.of(caller, request.snapshot());
        return pairs.stream()
                .map(pair -> new AccessRequest(requester, pair.action(), pair.resource(), keys))
                .allMatch(asked -> evaluator.decide(policies, asked).allowed());
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
