/**
 * Speaks to LDAP directories and Active Directory (RFC 4511, RFC 4513, MS-ADTS).
 *
 * <p>Way of a sign-in: {@link dev.daypass.adapters.directory.ldap.PasswordReader} checks the form, {@link
 * dev.daypass.adapters.directory.ldap.Directories} has the live directory of the provider's settings, which finds the
 * one entry, binds as it, and reads its groups. Servers that do not answer are put aside and looked after in the
 * background. Whoever knows a person by another proof comes in by {@link dev.daypass.adapters.directory.ldap.People}.
 *
 * <p>Depends on the core alone; {@code kerberos} uses it.
 */
@NullMarked
package dev.daypass.adapters.directory.ldap;

import org.jspecify.annotations.NullMarked;
