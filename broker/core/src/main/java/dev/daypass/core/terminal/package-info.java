/**
 * Programs in terminals that act for a person: how one gets a login, keeps it, and loses it.
 *
 * <p>The way through: a program is one of {@link dev.daypass.core.terminal.TerminalClients}. It asks by {@link
 * dev.daypass.core.terminal.DeviceGrants} (RFC 8628), where a person types its code on any machine, or by {@link
 * dev.daypass.core.terminal.CodeGrants} (RFC 6749 section 4.1 with RFC 7636, RFC 8252), where the browser comes back to
 * it; {@link dev.daypass.core.terminal.PendingAuthorizations} carry such a request through the person's sign-in. A person
 * who says yes gives {@link dev.daypass.core.terminal.TerminalLogins}: a session of its own, found by an access token, so
 * that all that ends a browser's session ends it too.
 *
 * <p>Next door: {@code login} keeps the sessions and takes roles; {@code grant} serves configured OAuth clients.
 */
@NullMarked
package dev.daypass.core.terminal;

import org.jspecify.annotations.NullMarked;
