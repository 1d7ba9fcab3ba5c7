/**
 * Downstream applications: OAuth clients, how each proves itself and what it may ask for.
 *
 * <p>An {@link dev.daypass.core.application.Application} is a value of the snapshot. The edge finds out who calls by its
 * {@link dev.daypass.core.application.ClientAuthentication}; what the caller may then do is decided by {@code exchange}
 * from {@link dev.daypass.core.application.Permitted}, never by the edge.
 *
 * <p>RFC 6749, RFC 7591 (the words for methods and grants), RFC 8693, RFC 8705, RFC 9449. Next door: {@code config} reads
 * {@code apps/} into these.
 */
@NullMarked
package dev.daypass.core.application;

import org.jspecify.annotations.NullMarked;
