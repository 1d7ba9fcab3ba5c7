package dev.daypass.core.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.source.Finding;
import dev.daypass.core.source.Findings;
import dev.daypass.core.source.Node;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** T13: each mistake refuses the whole document and is found at its place, with a cure. The cases are data. */
final class MistakeCasesTest {
    @TestFactory
    Stream<DynamicTest> mistakes() {
        List<Node.Mapping> cases = PolicyFixtures.cases("mistakes.json");
        assertTrue(cases.size() > 90, "the case file was read");
        return cases.stream()
                .map(test -> DynamicTest.dynamicTest(
                        test.source().line() + ": " + PolicyFixtures.text(test, "code"), () -> check(test)));
    }

    private static void check(Node.Mapping test) {
        var findings = new Findings();
        var grammar = PolicyGrammar.valueOf(PolicyFixtures.text(test, "grammar"));
        var document =
                new PolicyReader().read(grammar, PolicyFixtures.json(PolicyFixtures.text(test, "text")), findings);
        assertTrue(document.isEmpty(), "the whole document is refused");
        List<Finding> found = findings.sorted();
        assertEquals(1, found.size(), found::toString);
        Finding finding = found.get(0);
        assertEquals(PolicyFixtures.text(test, "code"), finding.code());
        assertEquals(
                "policy.json:" + PolicyFixtures.text(test, "at"),
                finding.source().toString());
        assertEquals(Finding.Severity.ERROR, finding.severity());
        String cure = finding.cure().orElseThrow();
        PolicyFixtures.optionalText(test, "says").ifPresent(says -> assertTrue(cure.contains(says), cure));
    }

    @Test
    void allMistakesAreToldAtOnce() {
        Findings findings = PolicyFixtures.findings(PolicyGrammar.IDENTITY, """
                {"Version": "2012", "Statement": [
                  {"Effect": "allow", "Action": "Get", "Resource": "x", "Condition": {"Like": {"a": "b"}}},
                  {"Effect": "Deny", "Principal": "*", "NotAction": [], "Resource": "*"}
                ]}
                """);
        assertEquals(
                List.of(
                        "policy-version",
                        "policy-effect-unknown",
                        "policy-action-without-service",
                        "policy-resource-not-arn",
                        "policy-operator-unknown",
                        "policy-element-not-allowed",
                        "policy-list-empty"),
                findings.sorted().stream().map(Finding::code).toList());
    }

    @Test
    void T14TooManyStatementsAreRefusedByNumber() {
        var statement = PolicyFixtures.json("{\"Effect\":\"Allow\",\"Action\":\"a:B\",\"Resource\":\"*\"}");
        var list = new Node.Sequence(statement.source(), Collections.nCopies(100_000, statement));
        var findings = new Findings();
        assertTrue(
                new PolicyReader().read(PolicyGrammar.IDENTITY, list, findings).isEmpty());
        assertEquals("policy-too-many-statements", findings.sorted().get(0).code());
    }
}
