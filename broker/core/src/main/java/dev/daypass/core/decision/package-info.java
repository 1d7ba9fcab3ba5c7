/**
 * May this caller do this action on this resource in this context: the same policies at every face.
 *
 * <p>{@link dev.daypass.core.decision.Decisions} answers; {@link dev.daypass.core.decision.EffectivePolicies} gathers the
 * layers, {@link dev.daypass.core.decision.CallerContext} the condition keys.
 */
@NullMarked
package dev.daypass.core.decision;

import org.jspecify.annotations.NullMarked;
