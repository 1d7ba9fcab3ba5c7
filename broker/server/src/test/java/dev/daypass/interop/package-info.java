/**
 * Daypass as its users run it: the built jar as a process, real identity providers, and unmodified clients of both faces.
 *
 * <p>{@link dev.daypass.interop.Peers} is all that they talk to, started once; {@link dev.daypass.interop.WithPeers} hands
 * it to each test. {@link dev.daypass.interop.Directories} and {@link dev.daypass.interop.WithDirectories} are the same for
 * what is about Active Directory and LDAP. Configuration and client programs are the resources of this package.
 */
@NullMarked
package dev.daypass.interop;

import org.jspecify.annotations.NullMarked;
