/**
 * The demo company's token issuers: an OpenID provider for people, one for CI jobs, one for Kubernetes pods.
 *
 * <p>Each {@link dev.daypass.demo.openid.TokenIssuer} answers discovery (OpenID Connect Discovery 4) and its key set, and
 * signs ES256. {@link dev.daypass.demo.openid.DemoOpenIdProvider} fills in what is known about a person, {@link
 * dev.daypass.demo.openid.DemoWorkloads} what is known about a job or a pod, and {@code CodeDesk} signs people in with a
 * browser by the authorization code flow.
 */
@NullMarked
package dev.daypass.demo.openid;

import org.jspecify.annotations.NullMarked;
