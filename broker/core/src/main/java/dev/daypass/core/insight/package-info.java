/**
 * What people and administrators learn of decisions without making any: why somebody has a role or lacks it, who would
 * gain or lose one by other rules, and the sign-ins kept for that. Nothing here issues, spends or changes a thing.
 *
 * <p>{@link dev.daypass.core.insight.OwnAccess} answers a person about itself, with what is its own and no more. All of it
 * asks {@code explain}, which asks the gates of {@code exchange}: there is one engine.
 */
@NullMarked
package dev.daypass.core.insight;

import org.jspecify.annotations.NullMarked;
