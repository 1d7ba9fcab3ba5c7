/**
 * What every step answers: a value, or the refusal that stands in its place.
 *
 * <p>A refusal is a value and passes through {@link dev.daypass.core.outcome.Outcome#then}; exceptions are kept for
 * faults of our own. Protocols map each {@link dev.daypass.core.outcome.Reason} in one exhaustive switch.
 */
@NullMarked
package dev.daypass.core.outcome;

import org.jspecify.annotations.NullMarked;
