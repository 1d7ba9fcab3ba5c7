package dev.daypass.bench.part;

import dev.daypass.core.policy.AccessRequest;
import dev.daypass.core.policy.ConditionContext;
import dev.daypass.core.policy.Decision;
import dev.daypass.core.policy.NamedPolicy;
import dev.daypass.core.policy.PolicyEvaluator;
import dev.daypass.core.policy.PolicyGrammar;
import dev.daypass.core.policy.PolicyReader;
import dev.daypass.core.policy.PolicySet;
import dev.daypass.core.policy.PolicyType;
import dev.daypass.core.policy.Requester;
import dev.daypass.core.source.Findings;
import dev.daypass.core.source.JsonTree;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One decision over policies of so many statements, of which one allows and one denies something else. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PolicyDecision {
    @Param({"13", "101", "1001"})
    public int statements;

    private final PolicyEvaluator evaluator = new PolicyEvaluator();
    private PolicySet policies = PolicySet.identity(List.of());
    private AccessRequest request = request();

    /** Reads the policies. */
    @Setup
    public void read() {
        var text = new StringBuilder("{\"Version\":\"2012-10-17\",\"Statement\":[");
        for (int i = 0; i < statements - 2; i++) {
            text.append("{\"Effect\":\"Allow\",\"Action\":[\"service")
                    .append(i % 50)
                    .append(":Get*\",\"service")
                    .append(i % 50)
                    .append(":List*\"],\"Resource\":\"arn:daypass:service")
                    .append(i % 50)
                    .append(":::area-")
                    .append(i)
                    .append("/*\"},");
        }
        text.append("{\"Effect\":\"Deny\",\"Action\":\"reports:Delete*\",\"Resource\":\"*\"},"
                + "{\"Effect\":\"Allow\",\"Action\":\"reports:Get*\",\"Resource\":\"arn:daypass:reports:::*\","
                + "\"Condition\":{\"StringEquals\":{\"aws:PrincipalTag/team\":\"blue\"}}}]}");
        policies = new JsonTree()
                .read("bench", text.toString())
                .value()
                .flatMap(node -> new PolicyReader().read(PolicyGrammar.IDENTITY, node, new Findings()))
                .map(document -> PolicySet.identity(List.of(new NamedPolicy(PolicyType.INLINE, "bench", document))))
                .orElseThrow();
        request = request();
        if (!evaluator.decide(policies, request).allowed()) {
            throw new IllegalStateException("the decision should be an allow");
        }
    }

    /** The decision alone. */
    @Benchmark
    public Decision decide() {
        return evaluator.decide(policies, request);
    }

    private static AccessRequest request() {
        var keys = ConditionContext.builder()
                .put("aws:PrincipalTag/team", "blue")
                .put("aws:SourceIp", "192.0.2.7")
                .put("aws:SecureTransport", "true")
                .build();
        return new AccessRequest(
                Requester.roleSession(
                        "111122223333",
                        "arn:daypass:sts::111122223333:assumed-role/ReadOnly/alice",
                        "arn:daypass:iam::111122223333:role/ReadOnly",
                        "AROATEST"),
                "reports:GetMonthly",
                "arn:daypass:reports:::2026/march",
                keys);
    }
}
