/**
 * The broker's access tokens (RFC 9068): their claims, checked and typed.
 *
 * <p>{@link dev.daypass.resourceserver.token.TokenVerifier} takes a token's text and gives an {@link
 * dev.daypass.resourceserver.token.AccessToken} whose signature, issuer, audience and times are good; whether it is
 * revoked or has been proven is not asked here. {@code jose} reads and verifies, {@code broker} has the keys.
 */
@NullMarked
package dev.daypass.resourceserver.token;

import org.jspecify.annotations.NullMarked;
