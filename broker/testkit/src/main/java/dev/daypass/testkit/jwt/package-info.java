/**
 * Honest tokens and their evil twins.
 *
 * <p>{@link dev.daypass.testkit.jwt.TokenIssuer} is a small OpenID provider on a loopback port: discovery, key set,
 * rotation, and faults on demand. {@link dev.daypass.testkit.jwt.TokenDraft} is a token before it is signed. {@link
 * dev.daypass.testkit.jwt.TokenAttack} and {@link dev.daypass.testkit.jwt.KeySetAttack} make bad ones by one named
 * mutation each and tell the reason for which each must be refused. Nothing here uses the product's own token code.
 */
@NullMarked
package dev.daypass.testkit.jwt;

import org.jspecify.annotations.NullMarked;
