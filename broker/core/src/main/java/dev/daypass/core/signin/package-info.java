/**
 * The way in: a proof is read, verified once, and becomes an identity.
 *
 * <p>{@link dev.daypass.core.signin.SignIn} runs the phases that every entrance shares; what is particular to a
 * protocol stands behind {@link dev.daypass.core.signin.ProofReader}. Callers with keys instead of proofs come in by
 * {@link dev.daypass.core.signin.RequestAuthenticator}. {@link dev.daypass.core.signin.SignedOut} knows whom providers have
 * signed out: what they vouched for before is refused, also if it comes later.
 */
@NullMarked
package dev.daypass.core.signin;

import org.jspecify.annotations.NullMarked;
