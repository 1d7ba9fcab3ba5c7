/**
 * What a session may do, asked of the broker (OpenID AuthZEN Authorization API 1.0) and remembered for a moment.
 *
 * <p>{@link dev.daypass.resourceserver.decision.Decisions} asks a {@link dev.daypass.resourceserver.decision.Question} and
 * gives a {@link dev.daypass.resourceserver.decision.Decision}. {@code broker} sends; revocations empty the memory.
 */
@NullMarked
package dev.daypass.resourceserver.decision;

import org.jspecify.annotations.NullMarked;
