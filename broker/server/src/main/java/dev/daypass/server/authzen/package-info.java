/**
 * Decisions for resource services: OpenID AuthZEN Authorization API 1.0, {@code POST /access/v1/evaluation}.
 *
 * <p>The subject is the caller itself, proven by the signature of the request or its access token; or the holder of a token
 * that came to a service, which asks as the client that it is ({@link dev.daypass.server.authzen.ServiceQuestions}). The
 * core decides.
 */
@NullMarked
package dev.daypass.server.authzen;

import org.jspecify.annotations.NullMarked;
