/**
 * What runs on the machine of whoever needs credentials: it asks a broker over HTTP and keeps what it got.
 *
 * <p>The way through: {@link dev.daypass.server.client.CredentialSource} looks into the {@link
 * dev.daypass.server.client.CredentialCache} → if there is nothing fresh, {@link
 * dev.daypass.server.client.RoleCredentials} takes the proof a {@link dev.daypass.server.client.Profile} names to the {@link
 * dev.daypass.server.client.StsClient} → {@link dev.daypass.server.client.ProcessCredentials} is how AWS tools read the
 * result. {@link dev.daypass.server.client.SigV4Signer} signs requests with credentials (AWS Signature Version 4).
 *
 * <p>Next door, {@link dev.daypass.server.client.login} is for people who sign in with a browser.
 *
 * <p>An AWS tool starts {@code daypass credentials} often, and each start is paid for. So this package stands on the JDK
 * and on {@link dev.daypass.core.secret} alone: no server code, no logging, no libraries.
 */
@NullMarked
package dev.daypass.server.client;

import org.jspecify.annotations.NullMarked;
