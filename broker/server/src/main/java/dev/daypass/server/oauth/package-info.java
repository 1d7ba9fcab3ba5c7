/**
 * The OAuth face: the broker as authorization server (RFC 6749, RFC 8693, RFC 9068).
 *
 * <p>The way of a call to {@link dev.daypass.server.oauth.TokenEndpoint}: the form is read once; {@link
 * dev.daypass.server.oauth.ClientAuthenticator} finds out which client calls, {@link
 * dev.daypass.server.oauth.DpopProofs} which key it holds; {@link dev.daypass.server.oauth.TokenRequest} says what is
 * asked; the core's grants decide; {@link dev.daypass.server.oauth.TokenAnswer} tells. What is not understood refuses, and
 * nothing falls through to another grant.
 *
 * <p>Next door: {@code sts} is the same exchange on the AWS wire.
 */
@NullMarked
package dev.daypass.server.oauth;

import org.jspecify.annotations.NullMarked;
