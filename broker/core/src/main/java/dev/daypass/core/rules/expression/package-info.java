/**
 * The expression language of rules and attribute maps: CEL, made fast and told apart.
 *
 * <p>{@link dev.daypass.core.rules.expression.ExpressionCompiler} takes an expression apart ({@code Parser}), turns what
 * it can into {@link dev.daypass.core.rules.expression.Term}s ({@code Translator}) and gives the rest to CEL ({@code
 * CelEnvironment}, {@code Hybrid}). A term is evaluated over the {@link dev.daypass.core.rules.expression.Facts} of one
 * identity and yields a value or a {@link dev.daypass.core.rules.expression.Failure}; {@link
 * dev.daypass.core.rules.expression.Guard} tells an index what must hold for it to be true.
 *
 * <p>There is one meaning, CEL's (the CEL language definition): a property test compares both sides. Mistakes are worded
 * in {@code Issues}, costs bounded in {@code CostEstimate}, {@code Patterns} and {@code CelEnvironment}. Its one user is
 * {@link dev.daypass.core.rules}.
 */
@NullMarked
package dev.daypass.core.rules.expression;

import org.jspecify.annotations.NullMarked;
