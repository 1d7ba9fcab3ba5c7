package dev.daypass.core.policy;

import static dev.daypass.core.policy.PolicyFixtures.ALICE;
import static dev.daypass.core.policy.PolicyFixtures.alice;
import static dev.daypass.core.policy.PolicyFixtures.identity;
import static dev.daypass.core.policy.PolicyFixtures.request;
import static dev.daypass.core.policy.PolicyFixtures.trust;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a decision tells, and what it must not. */
final class PolicyEvaluatorTest {
    private static final String REPORT = "arn:daypass:reports::111122223333:report/q1";
    private final PolicyEvaluator evaluator = new PolicyEvaluator();

    @Test
    void denialsAreWordedAsAwsDoes() {
        PolicySet nothing = PolicySet.identity(List.of());
        assertEquals(
                "User: " + ALICE + " is not authorized to perform: reports:Get on resource: " + REPORT
                        + " because no identity-based policy allows the reports:Get action",
                evaluator.decide(nothing, report()).sentence(ALICE, "reports:Get", REPORT));
        PolicySet denied = PolicySet.identity(List.of())
                .withBoundary(
                        new NamedPolicy(PolicyType.BOUNDARY, "b", identity("""
                        {"Effect":"Deny","Action":"*","Resource":"*"}""").document()));
        assertTrue(evaluator
                .decide(denied, report())
                .sentence(ALICE, "reports:Get", REPORT)
                .endsWith(" with an explicit deny in a permissions boundary"));
        PolicySet session = PolicySet.identity(List.of(allowAll())).withSession(List.of());
        assertTrue(evaluator
                .decide(session, report())
                .sentence(ALICE, "reports:Get", REPORT)
                .endsWith(" because no session policy allows the reports:Get action"));
        Decision untrusted = evaluator.decideTrust(
                trust("{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"444455556666\"},\"Action\":\"sts:AssumeRole\"}"),
                request(alice(), "sts:AssumeRole", REPORT));
        assertTrue(untrusted
                .sentence(ALICE, "sts:AssumeRole", REPORT)
                .endsWith(" because no role trust policy allows the sts:AssumeRole action"));
    }

    @Test
    void explanationNamesEachElement() {
        NamedPolicy policy = identity("""
                {"Sid":"Mfa","Effect":"Allow","Action":"reports:*","Resource":"*",
                 "Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"},"StringEquals":{"user/team":["red","blue"]}}}""");
        var request = new AccessRequest(
                alice(), "reports:Get", REPORT, ConditionContext.empty().with("user/team", "green"));
        Decision decision = evaluator.decide(PolicySet.identity(List.of(policy)), request);
        Explanation explanation = decision.explain();
        assertEquals(
                List.of(
                        "IMPLICIT_DENY: no identity-based policy allows it",
                        "  identity-based policy `own`",
                        "    Allow Mfa (policy.json:1:2): does not apply",
                        "      holds: Action `reports:*`, the request has `reports:Get`",
                        "      holds: Resource `*`, the request has `" + REPORT + "`",
                        "      fails: Bool aws:MultiFactorAuthPresent `true`, the request has nothing",
                        "      fails: StringEquals user/team `red`, `blue`, the request has `green`"),
                explanation.lines());
        assertEquals(
                Optional.of("aws:MultiFactorAuthPresent"),
                explanation
                        .policies()
                        .get(0)
                        .statements()
                        .get(0)
                        .failing()
                        .orElseThrow()
                        .key());
        assertFalse(explanation.toString().contains("green"), "attribute values are in no toString");
        assertFalse(request.toString().contains("green"));
        assertFalse(decision.toString().contains("green"));
    }

    @Test
    void decidingStatementsSayWhereTheyStand() {
        Decision decision = evaluator.decide(PolicySet.identity(List.of(allowAll())), report());
        StatementRef statement = decision.deciding().get(0);
        assertEquals("own", statement.policy());
        assertEquals("policy.json:1:2", statement.source().toString());
        assertEquals("statement 0 of identity-based policy `own` (policy.json:1:2)", statement.toString());
    }

    @Test
    void documentOfAnotherGrammarTrustsNobody() {
        var misplaced = new NamedPolicy(PolicyType.TRUST, "trust", allowAll().document());
        Decision decision = evaluator.decideTrust(misplaced, request(alice(), "sts:AssumeRole", "*"));
        assertEquals(Decision.Effect.IMPLICIT_DENY, decision.effect());
        var denying = new NamedPolicy(
                PolicyType.TRUST,
                "trust",
                identity("{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"}")
                        .document());
        assertEquals(
                Decision.Effect.EXPLICIT_DENY,
                evaluator
                        .decideTrust(denying, request(alice(), "sts:AssumeRole", "*"))
                        .effect());
    }

    @Test
    void T14HostilePoliciesAreDecidedInTime() {
        String bomb = IntStream.range(0, 1_000)
                .mapToObj(i -> "{\"Effect\":\"Allow\",\"Action\":\"a:*\",\"Resource\":\"arn:daypass:a:::*a*a*a*a*a*a*b"
                        + i + "\"}")
                .collect(Collectors.joining(","));
        PolicySet policies = PolicySet.identity(List.of(identity(bomb)));
        AccessRequest request = request(alice(), "a:Get", "arn:daypass:a:::" + "a".repeat(2_000));
        assertTimeout(
                Duration.ofSeconds(1),
                () -> assertFalse(evaluator.decide(policies, request).allowed()));
    }

    private static NamedPolicy allowAll() {
        return identity("{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}");
    }

    private static AccessRequest report() {
        return request(alice(), "reports:Get", REPORT);
    }
}
