package dev.daypass.core.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.identity.AttributeValue;
import dev.daypass.core.identity.Attributes;
import dev.daypass.core.identity.AuthenticationContext;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.identity.Subject;
import dev.daypass.core.source.Finding;
import dev.daypass.core.source.Findings;
import dev.daypass.core.source.Source;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Expressions and identities made to cost (security T20) or to confuse (T21). Each is refused at load or fails closed in
 * less than a second of CPU; its honest twin is granted.
 */
class ExpressionAttackTest {
    private static final ProviderId CORP = new ProviderId("corp");
    private static final long SECOND = 1_000_000_000L;
    private static final RuleCompiler COMPILER = new RuleCompiler();

    /** Loads CEL's classes, so that a time is that of an evaluation. */
    @BeforeAll
    static void warm() {
        assertTrue(grants(
                "user.groups.exists(g, g.matches('^a$')) || user.email.size() > 0", identity(List.of("a"), "b")));
    }

    @Test
    void T20loopsInLoopsOverManyGroupsFailClosed() {
        String loops = "user.groups.exists(g, attrs('groups').exists(h, g + '!' == h))";
        assertTrue(grants(loops, identity(List.of("a", "a!"), "x")));
        assertFalse(grants(loops, identity(groups(5_000), "x")));
        assertFalse(grants(loops, identity(groups(10_000), "x")));
        assertFalse(grants(loops, identity(groups(20_000), "x")));
    }

    @Test
    void T20aDenyingRuleThatRunsOutOfBudgetDenies() {
        RuleSet denying = rules(
                        "user.groups.exists(g, attrs('groups').exists(h, g + '!' == h))", List.of(), List.of("prod/*"))
                .orElseThrow();
        assertFalse(denying.evaluate(identity(groups(5), "x")).denied("prod/Admin"));
        Entitlements entitlements = denying.evaluate(identity(groups(5_000), "x"));
        assertTrue(entitlements.denied("prod/Admin"));
        assertTrue(entitlements.failed());
    }

    @Test
    void T20loopsOfThreeLevelsFailClosed() {
        String loops =
                "user.groups.all(a, user.groups.all(b, user.groups.all(c, a == b || b == c || c == a || a != c)))";
        assertTrue(grants(loops, identity(groups(3), "x")));
        assertFalse(grants(loops, identity(groups(1_000), "x")));
    }

    @Test
    void T20oneLoopOverThousandsOfGroupsIsFine() {
        Identity many = identity(groups(5_000), "x");
        assertTrue(grants("user.groups.exists(g, g == 'group-4999')", many));
        assertTrue(grants("user.groups.all(g, g in attrs('groups'))", many));
        assertTrue(grants("size(user.groups.map(g, 'prod/' + g).filter(g, g.endsWith('9'))) == 500", many));
        assertTrue(grants("'group-9999' in user.groups", identity(groups(10_000), "x")));
    }

    @Test
    void T20catastrophicPatternsAreHarmless() {
        assertTrue(grants("user.email.matches('^(a+)+$')", identity(List.of(), "aaaa")));
        assertFalse(grants("user.email.matches('^(a+)+$')", identity(List.of(), "a".repeat(4_000) + "!")));
        assertFalse(grants(
                "user.groups.exists(g, g.matches('^(g|[a-z]+|[0-9a-z-]{1,20}|(x+)+)*!$'))",
                identity(groups(5_000), "x")));
    }

    @Test
    void T20patternsMadeOfAttributesAreRefused() {
        assertEquals("invalid-regex", refused("'x'.matches(user.email)"));
        assertEquals("invalid-regex", refused("regex.replace('x', user.email, 'y') == 'y'"));
        assertEquals("invalid-regex", refused("\"\"\"x\"\"\".matches(user.email)"));
    }

    @Test
    void T20patternsThatGrowAreRefused() {
        assertTrue(grants("user.email.matches('^a{10}$')", identity(List.of(), "a".repeat(10))));
        assertEquals("invalid-regex", refused("user.email.matches('a{1000}')"));
        assertEquals("invalid-regex", refused("user.email.matches('((a{100}){100}){100}')"));
    }

    @Test
    void T20textsThatDoubleAreRefused() {
        assertTrue(grants("[user.email].map(x, x + x)[0] == 'abab'", identity(List.of(), "ab")));
        assertEquals("expression-too-expensive", refused("[user.email]" + ".map(x, x + x)".repeat(40) + "[0] == 'x'"));
        assertEquals("expression-too-expensive", refused("user.email" + ".replace('a', 'aa')".repeat(40) + " == 'x'"));
        assertEquals(
                "expression-too-expensive",
                refused("[user.email]" + ".map(x, [x, x].join())".repeat(40) + "[0] == 'x'"));
        assertEquals("expression-too-expensive", refused("[user.groups]" + ".map(x, x + x)".repeat(40) + "[0] == []"));
    }

    @Test
    void T20workOverListsInsideLoopsIsRefused() {
        for (String work : List.of(
                "user.groups == attrs('groups')",
                "user.groups.sort()[0] == g",
                "user.groups.distinct().size() == 1",
                "user.groups.join() == g",
                "sets.contains(user.groups, attrs('groups'))",
                "regex.replace(g, 'a+', 'b') == 'b'")) {
            assertEquals("expression-too-expensive", refused("user.groups.exists(g, " + work + ")"), work);
        }
    }

    @Test
    void T20deepExpressionsAreRefused() {
        assertTrue(grants("(".repeat(40) + "true" + ")".repeat(40), identity(List.of(), "x")));
        assertTrue(grants("!!true", identity(List.of(), "x")));
        assertEquals("expression-syntax", refused("(".repeat(2_000) + "true" + ")".repeat(2_000)));
        assertEquals("expression-syntax", refused("[".repeat(2_000) + "]".repeat(2_000) + " == []"));
        assertEquals("expression-syntax", refused("user" + ".email".repeat(600) + " == 'x'"));
        assertEquals("expression-too-long", refused("!".repeat(4_000) + "true"));
        assertEquals("expression-too-long", refused("\"\"\"x\"\"\" == 'x' || " + "!".repeat(4_000) + "true"));
        assertEquals("expression-too-long", refused("1" + " + 1".repeat(900) + " == 901"));
        assertEquals("expression-too-long", refused("-".repeat(4_000) + "1 == 1"));
    }

    @Test
    void T20hugeLiteralsAreRefused() {
        assertTrue(grants("user.email != '" + "x".repeat(4_000) + "'", identity(List.of(), "x")));
        assertEquals("expression-too-long", refused("user.email != '" + "x".repeat(5_000) + "'"));
    }

    @Test
    void T20anAttributeOfTooManyValuesFailsClosed() {
        assertTrue(grants("'group-1' in user.groups", identity(groups(10_000), "x")));
        assertFalse(grants("'group-1' in user.groups", identity(groups(10_001), "x")));
        assertFalse(grants("user.email.startsWith('x')", identity(List.of(), "x".repeat(20_000))));
    }

    @Test
    void T21otherIdentitiesAndSecretsHaveNoName() {
        for (String name : List.of("env", "config", "request", "session", "users", "@facts")) {
            String code = refused(name + " == 'x'");
            assertTrue(code.equals("unknown-variable") || code.equals("expression-syntax"), name);
        }
    }

    @Test
    void T21aValueOfAnotherKindNeverMatches() {
        Identity flagged = identity(List.of("true"), "true");
        assertTrue(grants("user.email == 'true'", flagged));
        assertFalse(grants("user.email == true", flagged));
        assertFalse(grants("user.email", flagged));
        assertFalse(grants("'true' in user.email", flagged));
        assertFalse(grants("user.email < 3", flagged));
    }

    private static boolean grants(String when, Identity identity) {
        RuleSet rules = rules(when, List.of("prod/Admin"), List.of()).orElseThrow();
        long start = cpu();
        boolean granted = rules.evaluate(identity).find("prod/Admin").isPresent();
        assertTrue(cpu() - start < SECOND, when);
        return granted;
    }

    private static String refused(String when) {
        var findings = new Findings();
        long start = cpu();
        assertTrue(rules(when, List.of("prod/Admin"), List.of(), findings).isEmpty(), when);
        assertTrue(cpu() - start < SECOND, when);
        List<Finding> all = findings.sorted();
        assertEquals(1, all.size(), all::toString);
        return all.get(0).code();
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static Optional<RuleSet> rules(String when, List<String> roles, List<String> deny) {
        return rules(when, roles, deny, new Findings());
    }

    private static Optional<RuleSet> rules(String when, List<String> roles, List<String> deny, Findings findings) {
        var rule = new RuleDefinition(
                "rule",
                Source.of("rules.yaml"),
                List.of(),
                Optional.of(new Expression(when, Source.of("rules.yaml"))),
                roles,
                Optional.empty(),
                deny,
                Optional.empty(),
                RuleDefinition.Mode.ENFORCE);
        AttributeMapping mapping = COMPILER.mapping(
                        Map.of("email", expression("attr('mail')"), "groups", expression("attrs('groups')")), findings)
                .orElseThrow();
        return COMPILER.compileFor(
                List.of(rule), Map.of(CORP, ProviderView.trusted(mapping, Optional.empty())), findings);
    }

    private static Expression expression(String text) {
        return new Expression(text, Source.of("providers.yaml"));
    }

    private static List<String> groups(int count) {
        var groups = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            groups.add("group-" + i);
        }
        return groups;
    }

    private static Identity identity(List<String> groups, String email) {
        Attributes raw = Attributes.ofTexts(Map.of("groups", groups, "mail", List.of(email)));
        Attributes user = Attributes.of(
                Map.of("groups", raw.all("groups"), "email", List.of(AttributeValue.of(email))), Set.of("email"));
        return Identity.verified(
                        CORP,
                        "https://idp.example.com",
                        new Subject("alice", Optional.empty()),
                        List.of(),
                        Optional.empty(),
                        raw,
                        AuthenticationContext.unknown(),
                        "proof-1")
                .normalised(user);
    }
}
