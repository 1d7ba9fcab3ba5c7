package dev.daypass.core.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.source.Findings;
import dev.daypass.core.source.Source;
import dev.daypass.core.world.Identities;
import dev.daypass.core.world.World;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What has no effect explains nothing: a shadow rule is no near miss, however near. */
final class ShadowRuleTest {
    private static RuleDefinition rule(String name, String when, RuleDefinition.Mode mode) {
        return new RuleDefinition(
                name,
                Source.of("rules.yaml"),
                List.of(),
                Optional.of(World.expression(when)),
                List.of("prod/ReadOnly"),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                mode);
    }

    private static RuleTrace trace(RuleDefinition... rules) {
        var findings = new Findings();
        RuleSet compiled = new RuleCompiler()
                .compile(List.of(rules), Map.of(World.CORP, Set.of("email", "groups")), findings)
                .orElseThrow(() -> new AssertionError(findings.sorted().toString()));
        return compiled.explain(Identities.alice()).trace();
    }

    @Test
    void missOfAShadowRuleIsNoNearMiss() {
        String far = "\"Board\" in user.groups && \"Owners\" in user.groups";
        RuleTrace trace = trace(
                rule("near", "\"Board\" in user.groups", RuleDefinition.Mode.SHADOW),
                rule("far", far, RuleDefinition.Mode.ENFORCE));
        assertEquals(
                List.of("far"),
                trace.misses().stream().map(RuleTrace.RuleReport::rule).toList());
        assertEquals(
                List.of("far", "near"),
                trace.rules().stream().map(RuleTrace.RuleReport::rule).toList());
        RuleTrace.RuleReport near = trace.rule("near").orElseThrow();
        assertTrue(near.shadow() && near.verdict() == Verdict.NOT_MATCHED);
    }

    @Test
    void matchOfAShadowRuleIsToldAsSuch() {
        RuleTrace trace = trace(rule("staff", "\"Staff\" in user.groups", RuleDefinition.Mode.SHADOW));
        RuleTrace.RuleReport staff = trace.rule("staff").orElseThrow();
        assertTrue(staff.shadow() && staff.verdict() == Verdict.SHADOW_MATCH);
    }
}
