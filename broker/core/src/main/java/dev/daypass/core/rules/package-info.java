/**
 * Attribute rules: which roles an identity is granted, which are denied to it, and how their sessions are shaped.
 *
 * <p>The way through: the configuration's {@link dev.daypass.core.rules.RuleDefinition}s go through {@link
 * dev.daypass.core.rules.RuleCompiler} (expressions by {@link dev.daypass.core.rules.expression}, the rest by {@code
 * RuleChecks}) and become a {@link dev.daypass.core.rules.RuleSet}. At sign-in {@link
 * dev.daypass.core.rules.AttributeMapping} makes the {@code user} of an identity and {@link
 * dev.daypass.core.rules.Requirement} checks it. For a session {@link dev.daypass.core.rules.RuleSet#evaluate} asks the
 * index ({@code RuleIndex}) for the few rules that may take effect and answers {@link
 * dev.daypass.core.rules.Entitlements}; {@code Explainer} works out the {@link dev.daypass.core.rules.RuleTrace} once
 * somebody reads it.
 *
 * <p>Laws, held by property tests: nothing is granted by default; a denial wins over every grant; a rule that cannot be
 * evaluated grants nothing and, if it denies, denies (security T19); the order of rules never matters for which roles
 * are granted; an expression means what CEL says it means.
 *
 * <p>Below: {@link dev.daypass.core.identity} and {@link dev.daypass.core.outcome}. Trust policies, which decide after
 * the rules, live in {@link dev.daypass.core.policy}.
 */
@NullMarked
package dev.daypass.core.rules;

import org.jspecify.annotations.NullMarked;
