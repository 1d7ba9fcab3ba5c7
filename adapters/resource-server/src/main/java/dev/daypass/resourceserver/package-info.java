/**
 * What a Java service needs to accept Daypass sessions: give it a request, get the session or a reason why not.
 *
 * <p>{@link dev.daypass.resourceserver.ResourceServer} is the way in. It reads the token strictly ({@code jose}, {@code
 * token}), with keys that it keeps fresh and revocations that it follows ({@code broker}), asks for proof of possession
 * where the token is bound ({@code proof}), and hands out a {@link dev.daypass.resourceserver.VerifiedSession}. What that
 * session may do, the broker decides: {@link dev.daypass.resourceserver.ResourceServer#decide}. {@code servlet} and
 * {@code undertow} put it in front of a service; {@link dev.daypass.resourceserver.Challenge} answers who is not let in.
 *
 * <p>It lives in other people's virtual machines: no library comes with it, no static state, daemon threads only, and
 * {@link java.lang.System.Logger} for the few lines it has to say. It knows the broker by its wire formats alone.
 *
 * <p>Specifications: RFC 9068 (access tokens), RFC 6750 (bearer), RFC 9449 (DPoP), RFC 8705 (mTLS), RFC 8414 (metadata),
 * OpenID AuthZEN 1.0.
 */
@NullMarked
package dev.daypass.resourceserver;

import org.jspecify.annotations.NullMarked;
