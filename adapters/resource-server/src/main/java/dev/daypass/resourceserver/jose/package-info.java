/**
 * Compact JWS tokens and keys: their strict form and their signatures. Does no I/O and knows no issuer.
 *
 * <p>{@link dev.daypass.resourceserver.jose.CompactJws} is the gate for tokens: one spelling, one parse, and what it does
 * not know it refuses. {@link dev.daypass.resourceserver.jose.KeySet} is the gate for key sets and {@link
 * dev.daypass.resourceserver.jose.Jwk} for a single key. {@link dev.daypass.resourceserver.jose.VerificationKey} checks
 * signatures with plain JCA names, so that whichever security provider the service has installed does the work.
 *
 * <p>Specifications: RFC 7515 (JWS), RFC 7517 (JWK), RFC 7518 (algorithms), RFC 7638 (thumbprints), RFC 8037 (Ed25519),
 * RFC 8725 (practice).
 */
@NullMarked
package dev.daypass.resourceserver.jose;

import org.jspecify.annotations.NullMarked;
