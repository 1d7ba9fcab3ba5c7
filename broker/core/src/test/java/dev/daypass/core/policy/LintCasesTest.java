package dev.daypass.core.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.arn.Partition;
import dev.daypass.core.source.Finding;
import dev.daypass.core.source.Node;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What is valid and unwise (T02 to T04), and what is neither: the cases are data. */
final class LintCasesTest {
    @TestFactory
    Stream<DynamicTest> cases() {
        List<Node.Mapping> cases = PolicyFixtures.cases("lint.json");
        assertTrue(cases.size() > 40, "the case file was read");
        return cases.stream()
                .map(test -> DynamicTest.dynamicTest(
                        test.source().line() + ": "
                                + PolicyFixtures.optionalText(test, "code").orElse("nothing to say"),
                        () -> check(test)));
    }

    private static void check(Node.Mapping test) {
        var grammar = PolicyGrammar.valueOf(PolicyFixtures.text(test, "grammar"));
        List<Finding> findings = PolicyLint.lint(PolicyFixtures.document(grammar, PolicyFixtures.text(test, "text")));
        if (test.get("code").isEmpty()) {
            assertEquals(List.of(), findings);
            return;
        }
        String code = PolicyFixtures.text(test, "code");
        Finding finding = findings.stream()
                .filter(candidate -> candidate.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new AssertionError(findings.toString()));
        assertEquals(PolicyFixtures.text(test, "severity"), finding.severity().name());
        assertEquals(
                "policy.json:" + PolicyFixtures.text(test, "at"),
                finding.source().toString());
        String cure = finding.cure().orElseThrow();
        PolicyFixtures.optionalText(test, "says").ifPresent(says -> assertTrue(cure.contains(says), cure));
    }

    @Test
    void limitsMayBeWide() {
        PolicyDocument all = PolicyFixtures.document(
                PolicyGrammar.IDENTITY, "[{\"Effect\":\"Allow\",\"NotAction\":\"iam:*\",\"Resource\":\"*\"}]");
        assertEquals(List.of(), PolicyLint.lint(new NamedPolicy(PolicyType.BOUNDARY, "limit", all)));
        assertEquals(
                1,
                PolicyLint.lint(new NamedPolicy(PolicyType.INLINE, "grant", all))
                        .size());
    }

    @Test
    void shippedPoliciesHaveNoErrors() {
        ManagedPolicies managed = ManagedPolicies.shipped(new Partition("daypass"));
        assertEquals(10, managed.names().size());
        for (String name : managed.names()) {
            NamedPolicy policy = managed.find(name).orElseThrow();
            assertEquals(List.of(), PolicyLint.lint(policy), name);
            assertTrue(policy.document().size() < PolicySize.MANAGED);
        }
    }
}
