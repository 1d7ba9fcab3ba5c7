package dev.daypass.core.rules;

import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.rules.expression.CompiledExpression;
import dev.daypass.core.rules.expression.Dialect;
import dev.daypass.core.rules.expression.ExpressionCompiler;
import dev.daypass.core.rules.expression.Wanted;
import dev.daypass.core.source.Findings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Checks rules, attribute maps and requirements as written, and makes them ready to run.
 *
 * <p>Confined to the thread of one load. Everything wrong is told at once, each with its place; what comes out is absent
 * exactly if something in it is an error.
 */
public final class RuleCompiler {
    private final ExpressionCompiler expressions = new ExpressionCompiler();

    /**
     * Compiles rules knowing only which attributes each provider defines.
     *
     * @param userAttributes names that each provider's map defines
     */
    public Optional<RuleSet> compile(
            List<RuleDefinition> rules, Map<ProviderId, Set<String>> userAttributes, Findings findings) {
        var views = new LinkedHashMap<ProviderId, ProviderView>();
        userAttributes.forEach((provider, names) -> views.put(provider, ProviderView.named(names)));
        return compileFor(rules, views, findings);
    }

    /**
     * Compiles rules knowing what each provider's attributes are and where they come from: more mistakes are found.
     *
     * @param providers all providers of the configuration
     */
    public Optional<RuleSet> compileFor(
            List<RuleDefinition> rules, Map<ProviderId, ProviderView> providers, Findings findings) {
        var batch = new Batch(providers, findings);
        var compiled = new ArrayList<Rule>(rules.size());
        rules.forEach(rule -> batch.compile(rule).ifPresent(compiled::add));
        boolean unique = RuleChecks.uniqueNames(rules, findings);
        return unique && compiled.size() == rules.size() ? Optional.of(new RuleSet(compiled)) : Optional.empty();
    }

    /** Compiles a provider's {@code attributes} map. */
    public Optional<AttributeMapping> mapping(Map<String, Expression> attributes, Findings findings) {
        var compiled = new LinkedHashMap<String, CompiledExpression>();
        attributes.forEach((name, expression) -> compile(expression, Dialect.raw(), Wanted.ATTRIBUTE, findings)
                .ifPresent(checked -> compiled.put(name, checked)));
        return compiled.size() == attributes.size() ? Optional.of(new AttributeMapping(compiled)) : Optional.empty();
    }

    /** Compiles a provider's {@code require}, knowing the names that its map defines. */
    public Optional<Requirement> requirement(Expression require, Set<String> userAttributes, Findings findings) {
        return requirement(require, Dialect.named(userAttributes), findings);
    }

    /** Compiles a provider's {@code require}, knowing its map. */
    public Optional<Requirement> requirement(Expression require, AttributeMapping mapping, Findings findings) {
        return requirement(require, Dialect.user(mapping.types()), findings);
    }

    /** Compiles a provider's {@code require}, knowing all that rules will know of it. */
    public Optional<Requirement> requirement(Expression require, ProviderView provider, Findings findings) {
        return requirement(require, Dialect.user(provider.types()), findings);
    }

    /**
     * Compiles what a directory is to be asked by.
     *
     * @param provider as it is before the directory has been asked
     */
    public Optional<EnrichmentKey> enrichmentKey(Expression by, ProviderView provider, Findings findings) {
        return compile(by, Dialect.user(provider.types()), Wanted.TEXT, findings)
                .map(compiled -> new EnrichmentKey(compiled, Unproven.provers(provider, compiled.reads())));
    }

    /** Warns if a directory would be asked by what people say of themselves. */
    public void check(EnrichmentKey key, ProviderId id, ProviderView provider, Findings findings) {
        RuleChecks.key(key, id, provider, findings);
    }

    private Optional<Requirement> requirement(Expression require, Dialect dialect, Findings findings) {
        return compile(require, dialect, Wanted.CONDITION, findings).map(Requirement::new);
    }

    private Optional<CompiledExpression> compile(
            Expression expression, Dialect dialect, Wanted wanted, Findings findings) {
        return expressions.compile(expression.text(), expression.source(), dialect, wanted, findings);
    }

    /** The rules of one load. */
    private final class Batch {
        private final Map<ProviderId, ProviderView> providers;
        private final Findings findings;
        private final RuleChecks checks;
        private final Map<Set<ProviderId>, Dialect> dialects = new HashMap<>();

        Batch(Map<ProviderId, ProviderView> providers, Findings findings) {
            this.providers = providers;
            this.findings = findings;
            this.checks = new RuleChecks(providers, findings);
        }

        Optional<Rule> compile(RuleDefinition rule) {
            Set<ProviderId> about = Set.copyOf(rule.providers());
            Dialect dialect = dialects.computeIfAbsent(about, this::dialect);
            var attempt = new Attempt(dialect);
            var when = attempt.one(rule.when(), Wanted.CONDITION);
            var rolesFrom = attempt.one(rule.rolesFrom(), Wanted.TEXTS);
            var session = rule.session().map(attempt::session);
            if (!checks.shape(rule) || attempt.failed) {
                return Optional.empty();
            }
            var compiled = new Rule(rule, about, when, rolesFrom, session);
            checks.meaning(compiled);
            return Optional.of(compiled);
        }

        private Dialect dialect(Set<ProviderId> about) {
            return Dialect.anyOf(providers.entrySet().stream()
                    .filter(provider -> about.isEmpty() || about.contains(provider.getKey()))
                    .map(provider -> provider.getValue().types())
                    .toList());
        }

        /** The expressions of one rule; remembers whether any of them failed. */
        private final class Attempt {
            private final Dialect dialect;
            private boolean failed;

            Attempt(Dialect dialect) {
                this.dialect = dialect;
            }

            Optional<CompiledExpression> one(Optional<Expression> expression, Wanted wanted) {
                return expression.flatMap(written -> {
                    var compiled = RuleCompiler.this.compile(written, dialect, wanted, findings);
                    failed |= compiled.isEmpty();
                    return compiled;
                });
            }

            Rule.CompiledSession session(SessionShapeDefinition shape) {
                var tags = new LinkedHashMap<String, CompiledExpression>();
                shape.tags().forEach((key, value) -> one(Optional.of(value), Wanted.TEXT)
                        .ifPresent(tag -> tags.put(key, tag)));
                return new Rule.CompiledSession(
                        shape, one(shape.name(), Wanted.TEXT), tags, one(shape.sourceIdentity(), Wanted.TEXT));
            }
        }
    }
}
