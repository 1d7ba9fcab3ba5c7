/**
 * Grants of the token endpoint: what a client may make of a proof, a token or of itself, and how it gets it again.
 *
 * <p>{@link dev.daypass.core.grant.ClientGrants} holds the gates that stand between a client and the exchange: which
 * grants, providers, kinds of token, roles and audiences are its own. Behind them every grant goes the way of {@code
 * exchange}. {@link dev.daypass.core.grant.RefreshTokens} hands a granted session out again, bit by bit, and never longer
 * than it lives.
 *
 * <p>RFC 6749, RFC 7521 to 7523, RFC 8693, RFC 9396, RFC 9700. Next door: {@code server.oauth} parses and renders; {@code
 * token} makes access tokens of sessions.
 */
@NullMarked
package dev.daypass.core.grant;

import org.jspecify.annotations.NullMarked;
