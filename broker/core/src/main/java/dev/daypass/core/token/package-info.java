/**
 * Sessions as signed tokens: what they say, who may have one, whether one still counts.
 *
 * <p>{@link dev.daypass.core.token.AccessTokens} turns a session into an OAuth access token (RFC 9068) and back. {@code keys} signs
 * and verifies; {@code signin}'s gate says whether the session behind a token still stands.
 */
@NullMarked
package dev.daypass.core.token;

import org.jspecify.annotations.NullMarked;
