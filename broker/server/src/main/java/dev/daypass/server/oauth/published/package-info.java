/**
 * What the authorization server publishes to everybody, without asking who reads it.
 *
 * <p>{@link dev.daypass.server.oauth.published.KeySetEndpoint} gives the public keys (RFC 7517), {@link
 * dev.daypass.server.oauth.published.MetadataEndpoint} says what there is (RFC 8414, OpenID Connect Discovery), {@link
 * dev.daypass.server.oauth.published.RevocationsEndpoint} tells services that verify tokens on their own which ones are
 * dead. Next door, {@code oauth} asks for a client.
 */
@NullMarked
package dev.daypass.server.oauth.published;

import org.jspecify.annotations.NullMarked;
