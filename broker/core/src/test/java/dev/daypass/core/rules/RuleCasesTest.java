package dev.daypass.core.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.daypass.core.identity.Identity;
import dev.daypass.core.source.Node;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs the case files: given an identity, these roles, these verdicts, this session, these hints. */
class RuleCasesTest {
    @TestFactory
    Stream<DynamicTest> decisions() {
        return cases("decisions.json");
    }

    @TestFactory
    Stream<DynamicTest> hints() {
        return cases("hints.json");
    }

    private static Stream<DynamicTest> cases(String name) {
        var file = new CaseFile(name);
        RuleSet rules = file.rules()
                .orElseThrow(() -> new AssertionError(file.findings().sorted()));
        assertFalse(file.cases().isEmpty());
        return file.cases().stream()
                .map(test -> dynamicTest(CaseFile.text(test, "name").orElseThrow(), () -> check(rules, file, test)));
    }

    private static void check(RuleSet rules, CaseFile file, Node test) {
        Identity identity = file.identity(CaseFile.get(test, "given").orElseThrow());
        Node expected = CaseFile.get(test, "expect").orElseThrow();
        Explanation explanation = rules.explain(identity);
        Entitlements entitlements = explanation.entitlements();
        assertEquals(
                CaseFile.texts(expected, "roles"),
                entitlements.all().stream().map(Entitlement::role).toList());
        CaseFile.texts(expected, "denied").forEach(role -> {
            assertTrue(entitlements.denied(role), role);
            assertTrue(entitlements.find(role).isEmpty(), role);
        });
        CaseFile.get(expected, "failed")
                .ifPresent(any -> assertEquals(CaseFile.texts(expected, "failed"), entitlements.failedDenials()));
        CaseFile.get(expected, "shadow")
                .ifPresent(any -> assertEquals(CaseFile.texts(expected, "shadow"), entitlements.shadowMatches()));
        CaseFile.get(expected, "shape").ifPresent(shape -> shape(shape, entitlements));
        trace(expected, explanation.trace());
    }

    private static void trace(Node expected, RuleTrace trace) {
        CaseFile.entries(expected, "verdicts")
                .forEach((rule, verdict) -> assertEquals(
                        ((Node.Scalar) verdict).text(),
                        trace.rule(rule).orElseThrow().verdict().name(),
                        rule));
        CaseFile.text(expected, "nearest")
                .ifPresent(rule -> assertTrue(
                        trace.misses().stream()
                                .takeWhile(miss ->
                                        miss.distance() == trace.misses().get(0).distance())
                                .anyMatch(miss -> miss.rule().equals(rule)),
                        () -> trace.misses().toString()));
        CaseFile.entries(expected, "hint").forEach((rule, hint) -> {
            List<String> hints = trace.rule(rule).orElseThrow().hints();
            String wanted = ((Node.Scalar) hint).text();
            assertTrue(hints.stream().anyMatch(given -> given.contains(wanted)), () -> wanted + " in " + hints);
        });
    }

    private static void shape(Node expected, Entitlements entitlements) {
        var tags = new LinkedHashMap<String, String>();
        CaseFile.entries(expected, "tags").forEach((key, value) -> tags.put(key, ((Node.Scalar) value).text()));
        var wanted = new SessionShape(
                CaseFile.text(expected, "name"),
                CaseFile.text(expected, "duration").map(Duration::parse),
                tags,
                Set.copyOf(CaseFile.texts(expected, "transitive")),
                CaseFile.text(expected, "sourceIdentity"));
        Optional<Entitlement> found =
                entitlements.find(CaseFile.text(expected, "role").orElseThrow());
        assertEquals(Optional.of(wanted), found.map(Entitlement::shape));
    }
}
