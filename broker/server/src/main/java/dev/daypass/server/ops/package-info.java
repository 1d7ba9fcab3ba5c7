/**
 * What keeps an operator calm: {@code /health/live}, {@code /health/ready} and {@code /metrics}.
 *
 * <p>{@link dev.daypass.server.ops.Health} gathers named checks, {@link dev.daypass.server.ops.Meters} counts, {@link dev.daypass.server.ops.AuditedFaults} audits
 * what is refused at the door; labels
 * come from fixed sets and from configuration, never from a request.
 */
@NullMarked
package dev.daypass.server.ops;

import org.jspecify.annotations.NullMarked;
