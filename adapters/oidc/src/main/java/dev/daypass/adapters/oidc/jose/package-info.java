/**
 * Compact JWS tokens: their strict form, their claims, their signatures. Does no I/O and knows no provider.
 *
 * <p>{@link dev.daypass.adapters.oidc.jose.TokenReader} is the gate: one spelling per token, one parse, and what it does
 * not know it refuses. {@link dev.daypass.adapters.oidc.jose.VerificationKey} checks signatures with plain JCA names, so
 * that whichever provider is installed first does the work.
 *
 * <p>Specifications: RFC 7515 (JWS), RFC 7518 (algorithms), RFC 7519 (JWT), RFC 8037 (Ed25519), RFC 8725 (practice).
 */
@NullMarked
package dev.daypass.adapters.oidc.jose;

import org.jspecify.annotations.NullMarked;
