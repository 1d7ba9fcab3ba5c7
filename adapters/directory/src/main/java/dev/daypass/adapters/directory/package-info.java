/**
 * Corporate directories: people who sign in with a password or a Kerberos ticket, and what a directory says of them.
 *
 * <p>{@code ldap} speaks to directories (RFC 4511), {@code kerberos} accepts tickets (RFC 4559).
 */
@NullMarked
package dev.daypass.adapters.directory;

import org.jspecify.annotations.NullMarked;
