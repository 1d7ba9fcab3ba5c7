package dev.daypass.core.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.source.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Policies, request, expected decision and deciding statements: the cases are data.
 *
 * <p>{@code requester}: {@code alice} (a user, the default), {@code session} (of the role ReadOnly), {@code stranger} (a user
 * of another account), {@code corp} (an identity of a provider), {@code backup} (a service). {@code deciding}: the kind and
 * index of each deciding statement.
 */
final class DecisionCasesTest {
    @TestFactory
    Stream<DynamicTest> decisions() {
        List<Node.Mapping> cases = PolicyFixtures.cases("decisions.json");
        assertTrue(cases.size() > 60, "the case file was read");
        return cases.stream()
                .map(test -> DynamicTest.dynamicTest(PolicyFixtures.text(test, "name"), () -> check(test)));
    }

    private static void check(Node.Mapping test) {
        Decision decision = decide(test);
        Explanation explanation = decision.explain();
        String expected = PolicyFixtures.text(test, "expect");
        assertEquals(expected, decision.effect().name(), () -> String.join("\n", explanation.lines()));
        test.get("deciding").ifPresent(node -> assertEquals(PolicyFixtures.texts(node), deciding(decision)));
        PolicyFixtures.optionalText(test, "missing")
                .ifPresent(type -> assertEquals(Optional.of(PolicyType.valueOf(type)), decision.missingAllow()));
        PolicyFixtures.optionalText(test, "accountOnly")
                .ifPresent(value -> assertEquals(Boolean.parseBoolean(value), decision.allowedByAccountOnly()));
        test.get("missingKeys")
                .ifPresent(node -> assertEquals(Set.copyOf(PolicyFixtures.texts(node)), decision.missingKeys()));
        assertExplained(decision, explanation);
    }

    /** The explanation is of the same mind: what decided applies in it. */
    private static void assertExplained(Decision decision, Explanation explanation) {
        var applying = new TreeSet<String>();
        explanation
                .applying()
                .forEach(verdict -> applying.add(verdict.statement().toString()));
        decision.deciding().forEach(statement -> assertTrue(applying.contains(statement.toString())));
        assertEquals(decision.effect(), explanation.effect());
        for (var verdict : explanation.policies().stream()
                .flatMap(policy -> policy.statements().stream())
                .toList()) {
            boolean all = verdict.elements().stream().allMatch(Explanation.ElementVerdict::matches);
            assertEquals(
                    verdict.applies(),
                    all && verdict.failing().isEmpty(),
                    () -> String.join("\n", explanation.lines()));
        }
    }

    private static List<String> deciding(Decision decision) {
        return decision.deciding().stream()
                .map(statement -> statement.type() + "#" + statement.index())
                .toList();
    }

    private static Decision decide(Node.Mapping test) {
        var request = new AccessRequest(
                requester(PolicyFixtures.optionalText(test, "requester").orElse("alice")),
                PolicyFixtures.text(test, "action"),
                PolicyFixtures.optionalText(test, "resource").orElse("*"),
                PolicyFixtures.context(test));
        var evaluator = new PolicyEvaluator();
        if (test.get("trust").isPresent()) {
            return evaluator.decideTrust(
                    policies(test, "trust", PolicyGrammar.TRUST, PolicyType.TRUST)
                            .get(0),
                    request);
        }
        PolicySet set = policySet(test);
        return test.get("callerOnly").isPresent()
                ? evaluator.decideCaller(set, request)
                : evaluator.decide(set, request);
    }

    private static PolicySet policySet(Node.Mapping test) {
        PolicySet set = PolicySet.identity(policies(test, "identity", PolicyGrammar.IDENTITY, PolicyType.INLINE))
                .withGuardRails(policies(test, "guardRails", PolicyGrammar.GUARD_RAIL, PolicyType.GUARD_RAIL))
                .withResource(policies(test, "resourcePolicy", PolicyGrammar.RESOURCE, PolicyType.RESOURCE));
        for (NamedPolicy boundary : policies(test, "boundary", PolicyGrammar.IDENTITY, PolicyType.BOUNDARY)) {
            set = set.withBoundary(boundary);
        }
        return test.get("session").isPresent()
                ? set.withSession(policies(test, "session", PolicyGrammar.SESSION, PolicyType.SESSION))
                : set;
    }

    /** A policy, or a list of them, each a document or a list of statements: {@code [[…], […]]} are two policies. */
    private static List<NamedPolicy> policies(Node.Mapping test, String key, PolicyGrammar grammar, PolicyType type) {
        var policies = new ArrayList<NamedPolicy>();
        List<Node> nodes = test.get(key).map(Reading::items).orElse(List.of());
        for (Node node : nodes) {
            policies.add(new NamedPolicy(type, key, PolicyFixtures.document(grammar, node)));
        }
        return policies;
    }

    private static Requester requester(String name) {
        return switch (name) {
            case "alice" -> PolicyFixtures.alice();
            case "session" -> PolicyFixtures.readOnlySession();
            case "stranger" ->
                Requester.user(
                        PolicyFixtures.OTHER_ACCOUNT, "arn:daypass:iam::444455556666:user/mallory", "AIDAMALLORY00001");
            case "corp" ->
                Requester.federated(Set.of(
                        "corp-saml",
                        "arn:daypass:iam::111122223333:saml-provider/corp-saml",
                        "idp.example.com/realms/corp"));
            case "backup" -> Requester.service("backup.example.com");
            default -> throw new AssertionError("no requester " + name);
        };
    }
}
