package dev.daypass.core.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.source.Finding;
import dev.daypass.core.source.Findings;
import dev.daypass.core.source.Node;
import dev.daypass.core.source.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each kind of mistake gets its code, at its place, with a cure. */
class FindingsTest {
    private static final ProviderId IDP = new ProviderId("idp");

    @TestFactory
    Stream<DynamicTest> mistakes() {
        return new CaseFile("findings.json")
                .cases().stream()
                        .map(test -> dynamicTest(
                                CaseFile.text(test, "code").orElseThrow() + " "
                                        + test.source().line(),
                                () -> check(new CaseFile("findings.json"), test)));
    }

    private static void check(CaseFile file, Node test) {
        Node rule = CaseFile.get(test, "rule").orElseThrow();
        Optional<RuleSet> compiled = file.rules(List.of(rule));
        List<Finding> findings = file.findings().sorted();
        String code = CaseFile.text(test, "code").orElseThrow();
        if (code.isEmpty()) {
            assertEquals(List.of(), findings);
            assertTrue(compiled.isPresent());
            return;
        }
        assertEquals(List.of(code), findings.stream().map(Finding::code).toList(), findings::toString);
        Finding finding = findings.get(0);
        String severity = CaseFile.text(test, "severity").orElse("ERROR");
        assertEquals(severity, finding.severity().name());
        assertEquals(!severity.equals("ERROR"), compiled.isPresent());
        assertTrue(finding.message().contains(CaseFile.text(test, "message").orElseThrow()), finding::message);
        assertTrue(
                finding.cure()
                        .orElseThrow()
                        .contains(CaseFile.text(test, "cure").orElse("")),
                finding::toString);
        CaseFile.text(test, "at").ifPresent(at -> {
            Source start = expression(rule).source();
            assertEquals(
                    new Source(start.file(), start.line(), start.column() + Integer.parseInt(at)), finding.source());
        });
    }

    private static Node expression(Node rule) {
        return CaseFile.get(rule, "when")
                .or(() -> CaseFile.get(rule, "rolesFrom"))
                .or(() -> CaseFile.get(rule, "session").flatMap(session -> CaseFile.get(session, "name")
                        .or(() -> CaseFile.get(session, "sourceIdentity"))
                        .or(() -> CaseFile.entries(session, "tags").values().stream()
                                .findFirst())))
                .orElseThrow();
    }

    @Test
    void allMistakesAreToldAtOnce() {
        var findings = new Findings();
        var rules = List.of(
                rule("one", "user.emial == 'x'"),
                rule("two", "nobody == 'x'"),
                rule("one", "true"),
                rule("three", "true"));
        assertTrue(
                new RuleCompiler().compileFor(rules, views(Map.of()), findings).isEmpty());
        assertEquals(
                List.of("unknown-variable", "unknown-user-attribute", "duplicate-rule-name"),
                findings.sorted().stream().map(Finding::code).toList());
    }

    @Test
    void aMistakeInTheSecondLineIsFoundThere() {
        var findings = new Findings();
        var expression = new Expression("'a' in user.groups\n  && user.emial == 'x'", new Source("rules/a.yaml", 7, 3));
        new RuleCompiler().requirement(expression, mapping(), findings);
        assertEquals(new Source("rules/a.yaml", 8, 10), findings.sorted().get(0).source());
    }

    @Test
    void mistakesInAMapAreFound() {
        var findings = new Findings();
        var attributes = Map.of(
                "email",
                expression("atr('mail')"),
                "all",
                expression("user.email"),
                "when",
                expression("authn.instant"));
        assertTrue(new RuleCompiler().mapping(attributes, findings).isEmpty());
        assertEquals(
                List.of("type-mismatch", "unknown-function", "unknown-variable"),
                findings.sorted().stream().map(Finding::code).sorted().toList());
    }

    @Test
    void tooLongExpressionsAreRefused() {
        var findings = new Findings();
        new RuleCompiler().requirement(expression("'" + "x".repeat(4096) + "' == subject"), mapping(), findings);
        new RuleCompiler().requirement(expression("'" + "x".repeat(4000) + "' == subject"), mapping(), findings);
        assertEquals(
                List.of("expression-too-long"),
                findings.sorted().stream().map(Finding::code).toList());
    }

    /** Security O09: an e-mail address that nobody verified decides. */
    @Test
    void O09rulesOverUnverifiedMailAreFlagged() {
        var deciding = List.of(rule("mail", "user.email.endsWith('@corp.example.com')"));
        assertEquals(List.of("unverified-email"), codes(deciding, Map.of("email", "email_verified"), Optional.empty()));
        assertEquals(
                List.of(),
                codes(deciding, Map.of("email", "email_verified"), Optional.of("attr('email_verified') == true")));
        var verified =
                List.of(rule("mail", "attr('email_verified') == true && user.email.endsWith('@corp.example.com')"));
        assertEquals(List.of(), codes(verified, Map.of("email", "email_verified"), Optional.empty()));
        assertEquals(List.of(), codes(deciding, Map.of(), Optional.empty()));
    }

    /** Security T23: people may write the attribute themselves. */
    @Test
    void T23rulesOverSelfWritableAttributesAreFlagged() {
        var deciding = List.of(rule("described", "attr('description') == 'admin'"));
        assertEquals(
                List.of("self-writable-attribute"),
                codes(deciding, ProviderView.selfWritableDirectoryAttributes(), Optional.empty()));
        var honest = List.of(rule("grouped", "'admin' in user.groups"));
        assertEquals(List.of(), codes(honest, ProviderView.selfWritableDirectoryAttributes(), Optional.empty()));
    }

    private static List<String> codes(
            List<RuleDefinition> rules, Map<String, String> unproven, Optional<String> require) {
        var findings = new Findings();
        var requirement = require.flatMap(
                condition -> new RuleCompiler().requirement(expression(condition), mapping(), findings));
        var views = Map.of(IDP, ProviderView.passingOn(mapping(), requirement, unproven));
        assertTrue(new RuleCompiler().compileFor(rules, views, findings).isPresent());
        var codes = new ArrayList<String>();
        for (Finding finding : findings.sorted()) {
            assertEquals(Finding.Severity.SECURITY_WARNING, finding.severity());
            codes.add(finding.code());
        }
        return codes;
    }

    private static Map<ProviderId, ProviderView> views(Map<String, String> unproven) {
        return Map.of(IDP, ProviderView.passingOn(mapping(), Optional.empty(), unproven));
    }

    private static AttributeMapping mapping() {
        return new RuleCompiler()
                .mapping(
                        Map.of("email", expression("attr('email')"), "groups", expression("attrs('groups')")),
                        new Findings())
                .orElseThrow();
    }

    private static Expression expression(String text) {
        return new Expression(text, Source.of("config.yaml"));
    }

    private static RuleDefinition rule(String name, String when) {
        return new RuleDefinition(
                name,
                Source.of("rules.yaml"),
                List.of(),
                Optional.of(expression(when)),
                List.of("prod/R"),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                RuleDefinition.Mode.ENFORCE);
    }
}
