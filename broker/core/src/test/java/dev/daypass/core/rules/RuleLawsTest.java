package dev.daypass.core.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.identity.Identity;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.rules.expression.Generated;
import dev.daypass.core.source.Findings;
import dev.daypass.core.source.Source;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What must hold for any rules and any identity. */
class RuleLawsTest {
    private static final Set<String> NAMES =
            Set.of("any", "text", "list", "texts", "flag", "whole", "absent", "odd-name");
    /** One for all, since setting CEL up is dear. */
    private static final RuleCompiler COMPILER = new RuleCompiler();

    private static final List<String> ROLES = List.of("prod/Read", "prod/Admin", "test/Read");

    @Provide
    Arbitrary<Identity> identities() {
        return Generated.identities();
    }

    @Provide
    Arbitrary<List<RuleDefinition>> rules() {
        Arbitrary<RuleDefinition> rule = Combinators.combine(
                        Generated.conditions(),
                        Arbitraries.of(ROLES).list().ofMaxSize(2),
                        Arbitraries.of("prod/Read", "prod/*", "*", "test/Read")
                                .list()
                                .ofMaxSize(1)
                                .optional(0.3),
                        Arbitraries.of("corp", "A", "other")
                                .list()
                                .uniqueElements()
                                .ofMaxSize(2)
                                .optional(0.4),
                        Arbitraries.of(
                                RuleDefinition.Mode.ENFORCE, RuleDefinition.Mode.ENFORCE, RuleDefinition.Mode.SHADOW))
                .as(RuleLawsTest::rule);
        return rule.list().ofMinSize(1).ofMaxSize(12).map(RuleLawsTest::sound);
    }

    private static RuleDefinition rule(
            String when,
            List<String> roles,
            Optional<List<String>> deny,
            Optional<List<String>> providers,
            RuleDefinition.Mode mode) {
        Source source = Source.of("rules.yaml");
        return new RuleDefinition(
                "rule",
                source,
                providers.orElse(List.of()).stream().map(ProviderId::new).toList(),
                Optional.of(new Expression(when, source)),
                roles,
                Optional.empty(),
                deny.orElse(List.of()),
                Optional.empty(),
                mode);
    }

    /** Those that compile, each with a name of its own. */
    private static List<RuleDefinition> sound(List<RuleDefinition> rules) {
        var sound = new ArrayList<RuleDefinition>();
        for (RuleDefinition rule : rules) {
            if (compiled(List.of(rule)).isPresent()) {
                sound.add(named(rule, "rule-" + sound.size()));
            }
        }
        return sound;
    }

    private static RuleDefinition named(RuleDefinition rule, String name) {
        return new RuleDefinition(
                name,
                rule.source(),
                rule.providers(),
                rule.when(),
                rule.roles(),
                rule.rolesFrom(),
                rule.deny(),
                rule.session(),
                rule.mode());
    }

    private static Optional<RuleSet> compiled(List<RuleDefinition> rules) {
        var attributes =
                Map.of(new ProviderId("corp"), NAMES, new ProviderId("A"), NAMES, new ProviderId("other"), NAMES);
        return COMPILER.compile(rules, attributes, new Findings());
    }

    private static RuleSet set(List<RuleDefinition> rules) {
        return compiled(rules).orElseThrow();
    }

    @Property(tries = 150)
    void theIndexFindsWhatLookingAtEachRuleFinds(
            @ForAll("rules") List<RuleDefinition> rules, @ForAll("identities") Identity identity) {
        RuleSet set = set(rules);
        Entitlements indexed = set.evaluate(identity);
        Entitlements linear = set.evaluateAll(identity);
        assertEquals(linear.all(), indexed.all());
        assertEquals(linear.failedDenials(), indexed.failedDenials());
        assertEquals(linear.shadowMatches(), indexed.shadowMatches());
        ROLES.forEach(role -> assertEquals(linear.denyingRules(role), indexed.denyingRules(role)));
    }

    @Property(tries = 80)
    void theTraceTellsWhatTheDecisionDid(
            @ForAll("rules") List<RuleDefinition> rules, @ForAll("identities") Identity identity) {
        Explanation explanation = set(rules).explain(identity);
        Entitlements entitlements = explanation.entitlements();
        var granting = explanation.trace().rules().stream()
                .filter(report -> report.verdict() == Verdict.GRANTED || report.verdict() == Verdict.DENIED)
                .toList();
        for (String role : ROLES) {
            boolean granted =
                    granting.stream().anyMatch(report -> report.grants().contains(role));
            assertEquals(
                    granted && !entitlements.denied(role),
                    entitlements.find(role).isPresent(),
                    role);
            boolean denied = granting.stream()
                    .flatMap(report -> report.denies().stream())
                    .anyMatch(pattern -> pattern.equals("*")
                            || pattern.equals(role)
                            || pattern.equals(role.substring(0, role.indexOf('/')) + "/*"));
            assertEquals(denied, entitlements.denied(role), role);
        }
    }

    @Property(tries = 80)
    void theOrderOfRulesNeverMattersForTheRoles(
            @ForAll("rules") List<RuleDefinition> rules,
            @ForAll("identities") Identity identity,
            @ForAll Random random) {
        var shuffled = new ArrayList<>(rules);
        Collections.shuffle(shuffled, random);
        assertEquals(roles(set(rules).evaluate(identity)), roles(set(shuffled).evaluate(identity)));
    }

    @Property(tries = 80)
    void aDenialNeverWidens(
            @ForAll("rules") List<RuleDefinition> rules,
            @ForAll("rules") List<RuleDefinition> more,
            @ForAll("identities") Identity identity) {
        var withDenials = new ArrayList<>(rules);
        for (RuleDefinition rule : more) {
            withDenials.add(new RuleDefinition(
                    "more-" + rule.name(),
                    rule.source(),
                    rule.providers(),
                    rule.when(),
                    List.of(),
                    Optional.empty(),
                    List.of("prod/*"),
                    Optional.empty(),
                    rule.mode()));
        }
        Set<String> before = roles(set(rules).evaluate(identity));
        Set<String> after = roles(set(withDenials).evaluate(identity));
        assertTrue(before.containsAll(after));
        var lost = new HashSet<>(before);
        lost.removeAll(after);
        assertTrue(lost.stream().allMatch(role -> role.startsWith("prod/")));
    }

    @Property(tries = 80)
    void shadowRulesChangeNothing(
            @ForAll("rules") List<RuleDefinition> rules, @ForAll("identities") Identity identity) {
        var enforced = rules.stream()
                .filter(rule -> rule.mode() == RuleDefinition.Mode.ENFORCE)
                .toList();
        assertEquals(roles(set(enforced).evaluate(identity)), roles(set(rules).evaluate(identity)));
    }

    private static Set<String> roles(Entitlements entitlements) {
        return entitlements.all().stream().map(Entitlement::role).collect(Collectors.toSet());
    }
}
