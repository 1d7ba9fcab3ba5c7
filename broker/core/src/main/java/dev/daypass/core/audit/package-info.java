/**
 * What happened and why, for people who come later: every decision is an event, durable before its answer.
 *
 * <p>Events are chained by hashes ({@link dev.daypass.core.audit.AuditChain}), so that a changed, moved or missing
 * entry shows.
 */
@NullMarked
package dev.daypass.core.audit;

import org.jspecify.annotations.NullMarked;
