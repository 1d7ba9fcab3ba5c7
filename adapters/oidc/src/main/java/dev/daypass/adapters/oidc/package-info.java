/**
 * JWTs and OpenID Connect: what OpenID providers and bare JWT issuers (CI jobs, Kubernetes) sign becomes an identity.
 *
 * <p>Way through: {@link dev.daypass.adapters.oidc.JwtAdapter#read} hands the text to {@code jose.TokenReader}, which
 * checks its form once; {@code PresentedToken.verify} asks {@code keys.KeyDirectory} for the key, checks the signature
 * over the bytes that were parsed, then {@code ClaimChecks} goes through the claims and {@code VerifiedToken} makes the
 * identity. Nothing is parsed twice and no step looks at the text again.
 *
 * <p>Specifications: RFC 7515, 7517, 7518, 7519, 8037, 8725; OpenID Connect Core 3.1.3.7; OpenID Connect Discovery 4.
 * Neighbours: {@code oidc.jose} knows tokens and signatures, {@code oidc.keys} knows key sets and where they come from.
 */
@NullMarked
package dev.daypass.adapters.oidc;

import org.jspecify.annotations.NullMarked;
