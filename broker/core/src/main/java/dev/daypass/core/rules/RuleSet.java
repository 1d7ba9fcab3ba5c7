package dev.daypass.core.rules;

import dev.daypass.core.identity.Identity;
import dev.daypass.core.rules.expression.Facts;
import dev.daypass.core.rules.expression.Failure;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * All rules of a configuration, checked and indexed.
 *
 * <p>Immutable; safe for use by several threads.
 */
public final class RuleSet {
    private final List<Rule> rules;
    private final RuleIndex index;

    RuleSet(List<Rule> rules) {
        this.rules = List.copyOf(rules);
        this.index = RuleIndex.of(this.rules);
    }

    /** No rules: nobody gets anything. */
    public static RuleSet none() {
        return new RuleSet(List.of());
    }

    /**
     * What the rules grant to an identity whose {@code user} has been made.
     *
     * <p>A rule that cannot be evaluated grants nothing; one that denies then denies (security T19).
     */
    public Entitlements evaluate(Identity identity) {
        var facts = new Facts(identity);
        return decide(identity, facts, index.candidates(facts));
    }

    /** The same decision with every reason, of every rule. */
    public Explanation explain(Identity identity) {
        Entitlements entitlements = evaluate(identity);
        return new Explanation(entitlements, entitlements.trace());
    }

    /** The decision by looking at each rule: what {@link #evaluate} must equal. */
    Entitlements evaluateAll(Identity identity) {
        var every = new BitSet(rules.size());
        every.set(0, rules.size());
        return decide(identity, new Facts(identity), every);
    }

    private Entitlements decide(Identity identity, Facts facts, BitSet candidates) {
        var gathered =
                new Entitlements.Gathered(new ArrayList<>(), new Denials(), new ArrayList<>(), new ArrayList<>());
        for (int i = candidates.nextSetBit(0); i >= 0; i = candidates.nextSetBit(i + 1)) {
            Rule rule = rules.get(i);
            if (rule.isAbout(identity.provider())) {
                apply(rule, facts, gathered);
            }
        }
        return new Entitlements(gathered, () -> new Explainer(rules).trace(identity));
    }

    private static void apply(Rule rule, Facts facts, Entitlements.Gathered gathered) {
        Object matches = rule.matches(facts);
        boolean failed = matches instanceof Failure;
        if (!failed && !Boolean.TRUE.equals(matches)) {
            return;
        }
        if (rule.isShadow()) {
            if (!failed) {
                gathered.shadowMatches().add(rule.name());
            }
            return;
        }
        rule.definition().deny().forEach(pattern -> gathered.denials().add(pattern, rule.name()));
        if (failed && rule.denies()) {
            gathered.failedDenials().add(rule.name());
        }
        if (!failed) {
            Rule.Granted granted = rule.granted(facts);
            granted.roles().forEach(role -> gathered.grants()
                    .add(new Entitlement(role, List.of(rule.name()), granted.shape())));
        }
    }

    public int size() {
        return rules.size();
    }

    /** All roles that rules name outright, granted or denied exactly, once each, in the order of the rules. */
    public List<String> roleNames() {
        return rules.stream()
                .flatMap(rule -> Stream.concat(rule.definition().roles().stream(), rule.definition().deny().stream()))
                .filter(name -> !name.endsWith("*"))
                .distinct()
                .toList();
    }
}
