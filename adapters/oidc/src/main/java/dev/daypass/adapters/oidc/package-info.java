/**
 * JWTs and OpenID Connect through Nimbus: verify tokens, log in at OpenID providers.
 */
@NullMarked
package dev.daypass.adapters.oidc;

import org.jspecify.annotations.NullMarked;
