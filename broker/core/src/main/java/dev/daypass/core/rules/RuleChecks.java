package dev.daypass.core.rules;

import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.rules.expression.CompiledExpression;
import dev.daypass.core.rules.expression.Lints;
import dev.daypass.core.rules.expression.Outcomes;
import dev.daypass.core.rules.expression.Reads;
import dev.daypass.core.source.Finding;
import dev.daypass.core.source.Findings;
import dev.daypass.core.source.Source;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Looks for what is wrong, useless or dangerous in a rule beyond its expressions. */
final class RuleChecks {
    private static final Pattern ROLE = Pattern.compile("[^/*:\\s]+/[^*:\\s]+");
    private static final Pattern DENIAL = Pattern.compile("\\*|[^/*:\\s]+/(\\*|[^*:\\s]+)");

    private final Map<ProviderId, ProviderView> providers;
    private final Findings findings;

    RuleChecks(Map<ProviderId, ProviderView> providers, Findings findings) {
        this.providers = providers;
        this.findings = findings;
    }

    /** Whether each name stands once. */
    static boolean uniqueNames(List<RuleDefinition> rules, Findings findings) {
        var first = new HashMap<String, Source>();
        boolean unique = true;
        for (RuleDefinition rule : rules) {
            Source earlier = first.putIfAbsent(rule.name(), rule.source());
            if (earlier != null) {
                unique = false;
                findings.error(
                        "duplicate-rule-name",
                        rule.source(),
                        "rule `" + rule.name() + "` is already defined at " + earlier,
                        "give each rule a name of its own");
            }
        }
        return unique;
    }

    /** Whether a rule's parts fit together. */
    boolean shape(RuleDefinition rule) {
        boolean grants = !rule.roles().isEmpty() || rule.rolesFrom().isPresent();
        boolean sound = true;
        if (!grants && rule.deny().isEmpty()) {
            findings.error(
                    "rule-without-effect",
                    rule.source(),
                    "rule `" + rule.name() + "` neither grants nor denies a role",
                    "give it `roles`, `rolesFrom` or `deny`");
            sound = false;
        }
        if (rule.session().isPresent() && !grants) {
            findings.add(Finding.warning(
                    "session-without-grant",
                    rule.source(),
                    "rule `" + rule.name() + "` shapes a session and grants no role",
                    "move `session` to a rule that grants"));
        }
        sound &= names(rule, rule.roles(), ROLE, "a role is named `ALIAS/NAME`");
        sound &= names(rule, rule.deny(), DENIAL, "deny `ALIAS/NAME`, `ALIAS/*` for an account, or `*` for all");
        sound &= duration(rule);
        return sound;
    }

    private boolean names(RuleDefinition rule, List<String> names, Pattern form, String cure) {
        boolean sound = true;
        for (String name : names) {
            if (!form.matcher(name).matches()) {
                sound = false;
                findings.error(
                        "role-name-invalid", rule.source(), "rule `" + rule.name() + "` names `" + name + "`", cure);
            }
        }
        return sound;
    }

    private boolean duration(RuleDefinition rule) {
        Optional<Duration> duration = rule.session().flatMap(SessionShapeDefinition::duration);
        if (duration.isEmpty() || duration.get().compareTo(Duration.ZERO) > 0) {
            return true;
        }
        findings.error(
                "duration-invalid",
                rule.source(),
                "rule `" + rule.name() + "` makes sessions of no duration",
                "give a duration such as `1h`");
        return false;
    }

    /** Warns of a rule whose expressions are right and which does not do what it seems to. */
    void meaning(Rule rule) {
        rule.when().ifPresent(when -> reach(rule, when));
        boolean grants =
                !rule.definition().roles().isEmpty() || rule.rolesFrom().isPresent();
        if (grants) {
            rule.when().ifPresent(when -> Lints.check(when, findings));
            rule.rolesFrom().ifPresent(roles -> Lints.check(roles, findings));
        }
        proof(rule);
    }

    private void reach(Rule rule, CompiledExpression when) {
        for (Map.Entry<ProviderId, ProviderView> provider : providers.entrySet()) {
            boolean named = rule.providers().contains(provider.getKey());
            Set<String> missing = missing(when.reads(), provider.getValue());
            if (!rule.isAbout(provider.getKey())
                    || (missing.isEmpty() && rule.when().isEmpty())) {
                continue;
            }
            Set<Outcomes> outcomes = Outcomes.of(when, missing);
            if (rule.denies() && !missing.isEmpty() && !outcomes.contains(Outcomes.FAILS_TO_HOLD)) {
                warnAlways(rule, when, provider.getKey(), missing);
            } else if (!rule.denies() && (named || missing.isEmpty()) && !outcomes.contains(Outcomes.HOLDS)) {
                warnNever(rule, when, provider.getKey(), missing);
            }
        }
    }

    private static Set<String> missing(Reads reads, ProviderView provider) {
        var missing = new TreeSet<>(reads.user());
        missing.removeAll(provider.types().keySet());
        return missing;
    }

    private void warnAlways(Rule rule, CompiledExpression when, ProviderId provider, Set<String> missing) {
        findings.add(Finding.warning(
                "deny-always",
                when.source(),
                "rule `" + rule.name() + "` denies to everybody of `" + provider + "`, which does not define "
                        + names(missing),
                "define it in the `attributes` of `" + provider
                        + "`, ask `has(user.…)` first, or name the rule's `providers`"));
    }

    private void warnNever(Rule rule, CompiledExpression when, ProviderId provider, Set<String> missing) {
        findings.add(Finding.warning(
                "rule-unreachable",
                when.source(),
                "rule `" + rule.name() + "` never matches for `" + provider + "`"
                        + (missing.isEmpty() ? "" : ", which does not define " + names(missing)),
                missing.isEmpty()
                        ? "mend its condition, or drop the rule"
                        : "define it in the `attributes` of `" + provider + "`, or drop the provider from the rule"));
    }

    private static String names(Set<String> attributes) {
        return "`user." + String.join("`, `user.", attributes) + "`";
    }

    /** Flags decisions over what people say of themselves (security O09, T23). */
    private void proof(Rule rule) {
        Set<String> read = new TreeSet<>();
        rule.when().ifPresent(when -> read.addAll(when.reads().user()));
        rule.rolesFrom().ifPresent(roles -> read.addAll(roles.reads().user()));
        Set<String> raw = new HashSet<>();
        rule.when().ifPresent(when -> raw.addAll(when.reads().raw()));
        rule.rolesFrom().ifPresent(roles -> raw.addAll(roles.reads().raw()));
        providers.forEach((id, provider) -> {
            if (rule.isAbout(id) && !provider.unproven().isEmpty()) {
                proof(rule, id, provider, read, raw);
            }
        });
    }

    private void proof(Rule rule, ProviderId id, ProviderView provider, Set<String> read, Set<String> raw) {
        Source place = rule.when()
                .or(rule::rolesFrom)
                .map(CompiledExpression::source)
                .orElse(rule.definition().source());
        for (String name : Unproven.among(provider, Unproven.origins(provider, read, raw))) {
            warnUnproven("rule `" + rule.name() + "` decides", place, name, id, provider, findings);
        }
    }

    /** Warns if a directory is asked by what people say of themselves. */
    static void key(EnrichmentKey key, ProviderId id, ProviderView provider, Findings findings) {
        Reads reads = key.expression().reads();
        for (String name : Unproven.among(provider, Unproven.origins(provider, reads.user(), reads.raw()))) {
            warnUnproven("the directory is asked", key.expression().source(), name, id, provider, findings);
        }
    }

    private static void warnUnproven(
            String what, Source place, String name, ProviderId id, ProviderView provider, Findings findings) {
        String prover = provider.unproven().getOrDefault(name, "");
        findings.add(Finding.securityWarning(
                prover.isEmpty() ? "self-writable-attribute" : "unverified-" + name.replace('_', '-'),
                place,
                what + " by `" + name + "`, which people of `" + id
                        + (prover.isEmpty() ? "` may write themselves" : "` may set without proving it"),
                prover.isEmpty()
                        ? "decide by an attribute that only administrators write"
                        : "require `attr(\"" + prover + "\") == true` in the provider"));
    }
}
