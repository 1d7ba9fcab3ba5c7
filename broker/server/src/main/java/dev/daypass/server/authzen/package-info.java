/**
 * Decisions for resource services: OpenID AuthZEN Authorization API 1.0, {@code POST /access/v1/evaluation}.
 *
 * <p>The subject is the caller itself, proven by the signature of the request; the core decides.
 */
@NullMarked
package dev.daypass.server.authzen;

import org.jspecify.annotations.NullMarked;
