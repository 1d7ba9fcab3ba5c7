/**
 * A little company to try things with: three people, a SAML identity provider, and three issuers of tokens.
 *
 * <p>{@link dev.daypass.demo.DemoCompany} opens all of it on loopback ports; {@link dev.daypass.demo.DemoPeople} says who
 * works there. {@link dev.daypass.demo.saml} signs Responses with the JDK's own XML signatures, {@link
 * dev.daypass.demo.openid} signs tokens; neither shares code with what verifies them, so that no mistake is made twice
 * and cancels out. Everybody may become anybody here, hence nothing listens or signs beyond loopback.
 */
@NullMarked
package dev.daypass.demo;

import org.jspecify.annotations.NullMarked;
