/**
 * Proof of possession: that whoever presents a bound token holds the key or the certificate it is bound to.
 *
 * <p>{@link dev.daypass.resourceserver.proof.Possession} asks for the proof that a token demands; {@link
 * dev.daypass.resourceserver.proof.DpopProofs} checks proofs and spends them in a {@link
 * dev.daypass.resourceserver.proof.ReplayMemory}. {@link dev.daypass.resourceserver.proof.Presented} is what of a request
 * counts.
 *
 * <p>Specifications: RFC 9449 (DPoP), RFC 8705 section 3 (certificate-bound tokens), RFC 7800 ({@code cnf}).
 */
@NullMarked
package dev.daypass.resourceserver.proof;

import org.jspecify.annotations.NullMarked;
