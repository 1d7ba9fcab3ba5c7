/**
 * A person's login at a terminal: got in a browser, kept for all profiles of a broker, renewed, and traded for roles.
 *
 * <p>The way through: {@link dev.daypass.server.client.login.LoopbackLogin} (RFC 8252 with PKCE, RFC 7636) or {@link
 * dev.daypass.server.client.login.DeviceLogin} (RFC 8628) gets a {@link dev.daypass.server.client.login.Login}; {@link
 * dev.daypass.server.client.login.Logins} keeps it in a file of its owner's and renews it, of many processes once; {@link
 * dev.daypass.server.client.login.LoginRoles} lists the roles it leads to and takes them (RFC 8693). {@link
 * dev.daypass.server.client.login.BrokerCalls} speaks with the broker for all of them. Nobody is asked for a password.
 *
 * <p>A kept session is handed out without any of this; only who speaks with a broker pays for a JSON parser.
 */
@NullMarked
package dev.daypass.server.client.login;

import org.jspecify.annotations.NullMarked;
