/**
 * The calls of AWS IAM Identity Center by which AWS command lines and SDKs sign people in and fetch role credentials on
 * their own: SSO-OIDC below {@code /aws/oidc} and the portal below {@code /aws/sso} (service models {@code sso-oidc} and
 * {@code sso}, version 2019-06-10, protocol rest-json).
 *
 * <p>The way through: {@link dev.daypass.server.identitycenter.IdentityCenter} mounts the routes; registering, the device
 * grant and tokens are {@code core.terminal}'s in another spelling; what a login leads to is {@code core.login}'s, so that
 * nothing is got here that the browser or the command line would be refused. Errors are told as OAuth tells them
 * ({@link dev.daypass.server.oauth.OAuthErrors}), renamed by {@link dev.daypass.server.identitycenter.OidcProtocol} and
 * {@link dev.daypass.server.identitycenter.PortalProtocol}.
 */
@NullMarked
package dev.daypass.server.identitycenter;

import org.jspecify.annotations.NullMarked;
